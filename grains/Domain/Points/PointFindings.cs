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
            Reason = Reason(period, factor, in mean, bound, change),
            Clause = limit.ClauseFor(figure),
            LegalBasis = isEvidence ? LegalBasis(state, factor, start, policy) : null,
            FirstEntry = mean.FirstEntry,
            LastEntry = mean.LastEntry,
            DecidedBy = entry.Sequence,
            Class = period == LimitPeriod.Day ? policy.Points.Supervision.DayClass
                : isEvidence ? manual.Class
                : policy.Points.Supervision.HourClass,
            Figures = Figures(period, figure, bound, policy),
            Standing = Settlement.IsSettled(state, start) ? FindingStanding.Final : FindingStanding.Provisional,
        };
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

    static ValueList<FindingFigure> Figures(LimitPeriod period, Exact figure, Exact bound, Policy policy)
    {
        FindingFigure needed = period == LimitPeriod.Hour
            ? new FindingFigure("means.hourMinutes", policy.Means.HourMinutes, "min")
            : new FindingFigure("means.dayHours", policy.Means.DayHours, "h");
        return figure.HasValue && bound.HasValue && bound.Value != 0
            ? [needed, new FindingFigure("multiple", Exact.From((figure.Value - bound.Value) / bound.Value))]
            : [needed];
    }

    static string Reason(LimitPeriod period, FactorCode factor, in MeanCell mean, Exact bound, FindingState change)
    {
        string window = period == LimitPeriod.Hour ? "hour" : "day";
        string basis = mean.Converted.HasValue ? "at reference oxygen" : "as measured";
        basis += mean.Purpose switch
        {
            SamplePurpose.Enforcement => " by a sample of the authority",
            SamplePurpose.SelfMonitoring => " by a sample of the plant",
            _ => "",
        };
        if (change == FindingState.Withdrawn)
        {
            return !mean.IsSet ? $"{factor} {window} mean does not count any more: the sample was taken back"
                : mean.Cause == VoidCause.Marked ? $"{factor} {window} mean does not count any more: it is marked"
                : !mean.IsValid ? $"{factor} {window} mean does not count any more (flag {mean.Flag.Letter()})"
                : bound.HasValue ? $"{factor} {window} mean {mean.Figure} {basis} complies with {bound} after all"
                : $"{factor} {window} mean {mean.Figure} {basis} has no limit any more";
        }

        decimal over = Math.Abs(mean.Figure.Value - bound.Value);
        (char sign, string side) = mean.Figure > bound ? ('>', "over") : ('<', "under");
        string times = over > MostTimesOver * Math.Abs(bound.Value)
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", {over / Math.Abs(bound.Value):0.####} times {side}");
        return $"{factor} {window} mean {mean.Figure} {basis} {sign} {bound}{times}";
    }
}
