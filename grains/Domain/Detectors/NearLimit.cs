using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using static System.FormattableString;

namespace Qianliyan.Domain.Detectors;

/// <summary>
/// 贴限: hour means that comply, but stay just below their limit for most of a day. An honest process that runs so near
/// to its limit is over it now and then; those hours speak against the lead.
/// </summary>
public struct NearLimit : IDetector<NearLimit>
{
    const string Section = "detectors.nearLimit";

    Persistence _lasting;

    public static string Rule => "data.nearLimit";

    public Lead? See(in HourSight hour, DetectorPolicy policy)
    {
        NearLimitPolicy near = policy.NearLimit;
        if (hour.Figure.HasValue && hour.Limit.HasValue && hour.Figure > hour.Limit && !_lasting.Stands)
            _lasting.Forget();
        LeadTurn turn = _lasting.Push(hour.Number, Of(in hour, near), near.Lasting, out BeijingTime began);
        return turn == LeadTurn.None
            ? null
            : LeadFigures.Lasting(
                Rule, turn, began, in _lasting, near.Lasting, Section,
                Invariant($"at {near.ShareOfLimit * hour.Limit.Value} to the limit {hour.Limit}"), hour.Figure,
                hour.Limit,
                new FindingFigure(Section + ".shareOfLimit", near.ShareOfLimit));
    }

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
