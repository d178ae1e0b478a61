using System.Numerics;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Detectors;

/// <summary>
/// 缺失: hours without a value of a factor that comes every hour, while no stop and no mark explains it. A flag that
/// voids a value is an explanation: the value came.
/// </summary>
public struct MissingHours : IDetector<MissingHours>
{
    const string Section = "detectors.missing";

    Persistence _lasting;
    ulong _came;
    int _newest;

    public static string Rule => "data.missing";

    public Lead? See(in HourSight hour, DetectorPolicy policy)
    {
        int number = hour.Number;
        if (number <= _newest)
            return null;
        int gap = number - _newest;
        _came = gap < Persistence.Most ? _came << gap : 0;
        _newest = number;
        bool came = hour.Value.HasValue;
        if (came)
            _came |= 1;
        bool isArmed = _lasting.Stands || BitOperations.PopCount(_came) >= policy.Missing.ArmedHours;
        Oddity oddity = came ? Oddity.None
            : hour.IsMarkedStopped || hour.IsMarked || !isArmed ? Oddity.Unknown
            : Oddity.Odd;
        LeadTurn turn = _lasting.Push(number, oddity, policy.Missing.Lasting, out BeijingTime began);
        return turn == LeadTurn.None
            ? null
            : LeadFigures.Lasting(
                Rule, turn, began, in _lasting, policy.Missing.Lasting, Section, "without a value", default, default,
                new FindingFigure(Section + ".armedHours", (decimal)policy.Missing.ArmedHours, "h"));
    }

    public readonly void Write(EntryWriter writer)
    {
        writer.Int(_newest);
        if (_newest == 0)
            return;
        writer.Unsigned(_came);
        _lasting.Write(writer);
    }

    public static MissingHours Read(ref EntryReader reader)
    {
        var read = new MissingHours { _newest = reader.Int() };
        if (read._newest == 0)
            return read;
        read._came = reader.Unsigned();
        read._lasting = Persistence.Read(ref reader);
        return read;
    }
}
