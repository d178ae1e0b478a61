using System.Numerics;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using static System.FormattableString;

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
        int gap = number - _newest;
        _came = gap < Persistence.Most ? _came << gap : 0;
        _newest = number;
        if (hour.Value.HasValue)
            _came |= 1;
        Oddity oddity = Of(in hour, _lasting.Stands, policy.Missing);
        LeadTurn turn = _lasting.Push(number, oddity, policy.Missing.Lasting, out BeijingTime began);
        return turn == LeadTurn.None ? null : Words(policy.Missing).Lead(turn, began, in _lasting);
    }

    public readonly LeadTally Tally(in MissingHours before, in HourSight hour, DetectorPolicy policy)
    {
        MissingPolicy missing = policy.Missing;
        LastingWords words = Words(missing);
        string unknown = hour.IsMarkedStopped || hour.IsMarked
            ? $"the hour {LeadTally.Excuse(in hour)}"
            : Invariant($"{Came} of the last {Persistence.Most} hours had a value, a factor that comes every hour ")
                + Invariant($"has {missing.ArmedHours}");
        LeadTally tally = words.Tally(
            in hour, Of(in hour, before._lasting.Stands, missing), unknown, words.What, in _lasting);
        return tally with { Figures = [new("hours with a value", (decimal)Came, "h"), .. tally.Figures] };
    }

    readonly int Came => BitOperations.PopCount(_came);

    readonly Oddity Of(in HourSight hour, bool stands, MissingPolicy policy) =>
        hour.Value.HasValue ? Oddity.None
        : hour.IsMarkedStopped || hour.IsMarked || !(stands || Came >= policy.ArmedHours) ? Oddity.Unknown
        : Oddity.Odd;

    static LastingWords Words(MissingPolicy policy) => new(
        Rule, Section, "without a value", default, default, policy.Lasting,
        [new FindingFigure(Section + ".armedHours", (decimal)policy.ArmedHours, "h")]);

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
