using System.Globalization;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>Words a point's findings and tells them to whom they concern: enterprise, furnace, region.</summary>
static class PointFindings
{
    /// <summary>Beyond this a multiple says nothing, and its digits would not fit a decimal; so for a bound of 0.</summary>
    const decimal MostTimesOver = 1_000_000_000;

    public static Finding Describe(
        PointState state, FactorCode factor, LimitPeriod period, BeijingTime start, BeijingTime end, in MeanCell mean,
        PointLimit limit, FindingState change, in TwinEntry entry, Policy policy)
    {
        Exact figure = mean.Figure;
        Exact bound = limit.BoundFor(figure);
        ManualPolicy manual = policy.Points.Manual;
        bool isEvidence = period == LimitPeriod.Day || manual.Prevails.Contains(mean.Purpose);
        return new Finding
        {
            Twin = state.Name,
            Rule = period == LimitPeriod.Hour ? FindingRules.Hour : FindingRules.Day,
            PolicyVersion = policy.Version,
            Factor = factor,
            WindowStart = start,
            WindowEnd = end,
            State = change,
            Level = period == LimitPeriod.Day ? policy.Levels.DayOver
                : isEvidence ? manual.Level
                : policy.Levels.HourOver,
            Value = figure,
            Limit = bound,
            Reason = change == FindingState.Withdrawn && period == LimitPeriod.Day
                && FurnaceDays.Judge(state, factor, start, policy)
                ? FurnaceDays.Reason(state)
                : Reason(period, factor, in mean, bound, change) + limit.ConversionFor(figure),
            Clause = ClauseOf(factor, in mean, limit, policy.Points.Validity),
            LegalBasis = isEvidence ? LegalBasis(state, factor, start, policy) : null,
            FirstEntry = mean.FirstEntry,
            LastEntry = mean.LastEntry,
            DecidedBy = entry.Sequence,
            Class = period == LimitPeriod.Day ? policy.Points.Supervision.DayClass
                : isEvidence ? manual.Class
                : policy.Points.Supervision.HourClass,
            Figures = Figures(period, in mean, limit, bound, policy),
            Standing = Settlement.IsSettled(state, start) ? FindingStanding.Final : FindingStanding.Provisional,
        };
    }

    /// <summary>The figure of a single value's other bound, where it has two.</summary>
    public const string OtherBound = "limit on the other side";

    /// <summary>Of the limit, and of what makes it hold for single values.</summary>
    public static string? ClauseOf(FactorCode factor, in MeanCell mean, PointLimit limit, ValidityPolicy validity)
    {
        string? clause = limit.ClauseFor(mean.Figure);
        return mean.WorstOf > 0 && validity.FindSingle(factor) is { } single ? $"{clause}; {single.Clause}" : clause;
    }

    public static void Tell(PointState state, Finding finding, EffectList effects)
    {
        if (finding.State == FindingState.Withdrawn)
            state.Acknowledged?.Forget(finding.Id);
        if (state.Registration is not { } record)
            return;
        var told = new FindingTold(finding);
        if (record.Enterprise is { } enterprise)
            effects.Tell(TwinName.Of(enterprise), told);
        if (record.Incinerator is { } incinerator)
            effects.Tell(TwinName.Of(incinerator), told);
        effects.Tell(TwinName.Of(record.Region), told);
    }

    /// <summary>
    /// Only a source offends, by its daily mean or by what the authority sampled: an automatic hourly mean warns, a
    /// station measures.
    /// </summary>
    static string? LegalBasis(PointState state, FactorCode factor, BeijingTime day, Policy policy)
    {
        if (state.Registration is { Kind: PointKind.AmbientAir or PointKind.MicroStation })
            return null;
        return factor.Family == 'w' ? policy.LegalBasisOf(LegalAct.EffluentExceeded, day)
            : Plausibility.IsConcentration(factor) ? policy.LegalBasisOf(LegalAct.EmissionExceeded, day)
            : null;
    }

    static ValueList<FindingFigure> Figures(
        LimitPeriod period, in MeanCell mean, PointLimit limit, Exact bound, Policy policy)
    {
        Exact figure = mean.Figure;
        Exact other = bound == limit.Upper ? limit.Lower : limit.Upper;
        FindingFigure[] needed = mean.WorstOf > 0 ? other.HasValue ? [new FindingFigure(OtherBound, other)] : []
            : period == LimitPeriod.Hour ? [new FindingFigure("means.hourMinutes", policy.Means.HourMinutes, "min")]
            : [new FindingFigure("means.dayHours", policy.Means.DayHours, "h")];
        return figure.HasValue && bound.HasValue && bound.Value != 0
            ? [.. needed, new FindingFigure("multiple", Exact.From((figure.Value - bound.Value) / bound.Value))]
            : [.. needed];
    }

    /// <summary>What a figure is: at reference oxygen or not, sampled or not, a mean or a single value.</summary>
    public static string Basis(in MeanCell mean)
    {
        string basis = mean.Converted.HasValue ? "at reference oxygen" : "as measured";
        basis += mean.Purpose switch
        {
            SamplePurpose.Enforcement => " by a sample of the authority",
            SamplePurpose.SelfMonitoring => " by a sample of the plant",
            _ => "",
        };
        if (mean.MarkedSeconds > 0 || mean.SampledHours > 0)
            basis += $", whatever its {InIt(mean.MarkedSeconds, mean.SampledHours)} had,";
        return mean.WorstOf > 0 ? $"{basis}, judged by itself (points.validity.notAveraged)," : basis;
    }

    /// <summary>What a mean told for a day has in it that does not count, in words.</summary>
    public static string InIt(int markedSeconds, int sampledHours)
    {
        decimal minutes = decimal.Round((decimal)markedSeconds / BeijingTime.SecondsPerMinute, 1);
        string marked = string.Create(CultureInfo.InvariantCulture, $"{minutes} marked minutes");
        string sampled = $"{sampledHours} sampled {(sampledHours == 1 ? "hour" : "hours")}";
        return sampledHours == 0 ? marked : markedSeconds == 0 ? sampled : $"{marked} and {sampled}";
    }

    static string Reason(LimitPeriod period, FactorCode factor, in MeanCell mean, Exact bound, FindingState change)
    {
        string what = period == LimitPeriod.Hour ? $"{factor} hour {mean.Noun}" : $"{factor} day {mean.Noun}";
        string basis = Basis(in mean);
        if (change == FindingState.Withdrawn)
        {
            return !mean.IsSet ? $"{what} does not count any more: the sample was taken back"
                : mean is { Cause: VoidCause.Marked, SampledHours: > 0 } ? $"{what} does not decide any more: hours of it were sampled"
                : mean.Cause == VoidCause.Marked ? $"{what} does not count any more: it is marked"
                : !mean.IsValid ? $"{what} does not count any more (flag {mean.Flag.Letter()})"
                : bound.HasValue ? $"{what} {mean.Figure} {basis} complies with {bound} after all"
                : $"{what} {mean.Figure} {basis} has no limit any more";
        }

        decimal over = Math.Abs(mean.Figure.Value - bound.Value);
        (char sign, string side) = mean.Figure > bound ? ('>', "over") : ('<', "under");
        string times = over > MostTimesOver * Math.Abs(bound.Value)
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", {over / Math.Abs(bound.Value):0.####} times {side}");
        return $"{what} {mean.Figure} {basis} {sign} {bound}{times}";
    }
}
