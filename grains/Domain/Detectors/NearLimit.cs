using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using static System.FormattableString;

namespace Qianliyan.Domain.Detectors;

/// <summary>
/// 贴限: hour means that comply, but stay just below their limit for most of a day. An honest process that runs so near
/// to its limit is over it now and then; those hours speak against the lead, unless a mark or flag says that they do not
/// stand for the plant.
/// </summary>
public struct NearLimit : IDetector<NearLimit>
{
    const string Section = "detectors.nearLimit";

    Persistence _lasting;

    public static string Rule => "data.nearLimit";

    public Lead? See(in HourSight hour, DetectorPolicy policy)
    {
        NearLimitPolicy near = policy.NearLimit;
        Oddity oddity = Of(in hour, near);
        if (oddity == Oddity.None && hour.Figure > hour.Limit && !_lasting.Stands)
            _lasting.Forget();
        LeadTurn turn = _lasting.Push(hour.Number, oddity, near.Lasting, out BeijingTime began);
        return turn == LeadTurn.None ? null : Words(in hour, near).Lead(turn, began, in _lasting);
    }

    public readonly LeadTally Tally(in NearLimit before, in HourSight hour, DetectorPolicy policy)
    {
        LastingWords words = Words(in hour, policy.NearLimit);
        string unknown = hour.IsRunning ? "no limit holds for the hour" : LeadTally.NotRunning(in hour);
        return words.Tally(
            in hour, Of(in hour, policy.NearLimit), unknown, $"{words.What} with none over it between", in _lasting);
    }

    static LastingWords Words(in HourSight hour, NearLimitPolicy policy) => new(
        Rule, Section,
        hour.Limit.HasValue
            ? Invariant($"at {policy.ShareOfLimit * hour.Limit.Value} to the limit {hour.Limit}")
            : "just below a limit",
        hour.Figure, hour.Limit, policy.Lasting,
        [new FindingFigure(Section + ".shareOfLimit", policy.ShareOfLimit)]);

    static Oddity Of(in HourSight hour, NearLimitPolicy policy)
    {
        if (!hour.IsRunning || !hour.Figure.HasValue || !hour.Limit.HasValue || hour.Limit.Mantissa <= 0)
            return Oddity.Unknown;
        Exact figure = hour.Figure;
        bool isNear = figure <= hour.Limit && figure.Value >= policy.ShareOfLimit * hour.Limit.Value;
        return isNear ? Oddity.Odd : Oddity.None;
    }

    public readonly void Write(EntryWriter writer) => _lasting.Write(writer);

    public static NearLimit Read(ref EntryReader reader) => new() { _lasting = Persistence.Read(ref reader) };
}
