using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>
/// 同一时段的现场监测数据与自动监测数据不一致的，以该现场监测数据作为认定案件事实的证据 (Order 30 of 2023, art. 30): an hour is what
/// the authority sampled in it. What the plant sampled stands in where no automatic mean counts.
/// </summary>
public static class SampleRules
{
    /// <summary>
    /// The hours of a natural day that were sampled for a factor. Several samples of an hour make their mean; of a factor
    /// that is not averaged the one that is farthest out of the limit stands for them.
    /// </summary>
    /// <param name="effective">The marks that have effect on the day, with their journal entries.</param>
    /// <param name="reference">The reference oxygen of the factor's limit; none where nothing is converted.</param>
    /// <param name="limit">That samples of the day are held against.</param>
    /// <returns>Null when there are none.</returns>
    public static ManualHours? Of(
        IReadOnlyList<(Mark Mark, long Entry)> effective, BeijingTime day, FactorCode factor, Exact reference,
        PointLimit limit, PointsPolicy policy)
    {
        List<(Mark Mark, long Entry)> samples =
        [
            .. effective.Where(held =>
                held.Mark.Factor == factor && held.Mark.Sample is not null && Counts(held.Mark, policy.Manual)),
        ];
        ManualHours? manual = null;
        for (int hour = 0; samples.Count > 0 && hour < FactorDay.Hours; hour++)
        {
            BeijingTime start = day.AddSeconds(hour * BeijingTime.SecondsPerHour);
            List<(Mark Mark, long Entry)> inHour = InHour(samples, start, policy.Manual.HourOverlap);
            MeanCell mean = FigureOf(inHour, policy.Manual.Prevails, factor, reference, limit, policy.Validity);
            bool prevails = mean.IsValid;
            if (!prevails)
            {
                MeanCell standing = FigureOf(
                    inHour.FindAll(held => IsShort(held.Mark, policy.Manual)), policy.Manual.StandsIn, factor, reference,
                    limit, policy.Validity);
                mean = standing.IsSet ? standing : mean;
            }

            if (mean.IsSet)
                (manual ??= new ManualHours()).Put(hour, in mean, prevails);
        }

        return manual;
    }

    /// <summary>Whether a sample was taken over no longer than any that counts.</summary>
    public static bool Counts(Mark sample, ManualPolicy policy) => IsWithin(sample, policy.LongestHours);

    static bool IsShort(Mark mark, ManualPolicy policy) => IsWithin(mark, policy.StandInHours);

    static bool IsWithin(Mark mark, int hours) =>
        mark.End <= mark.Start.AddSeconds(hours * (long)BeijingTime.SecondsPerHour);

    static List<(Mark Mark, long Entry)> InHour(
        List<(Mark Mark, long Entry)> samples, BeijingTime start, Coverage coverage)
    {
        BeijingTime end = start.AddSeconds(BeijingTime.SecondsPerHour);
        return samples.FindAll(held => MarkedTime.Covers([held.Mark], start, end, coverage));
    }

    /// <summary>
    /// Whether a sample is a test of a natural day: where it is a test of its first day alone, one that is of the hour before
    /// midnight is not.
    /// </summary>
    public static bool IsOfDay(Mark sample, BeijingTime day, ManualPolicy policy) =>
        policy.OverMidnight == SampleDays.Each
        || !MarkedTime.Covers([sample], day.AddSeconds(-BeijingTime.SecondsPerHour), day, policy.HourOverlap);

    /// <summary>
    /// What the samples that count come to; where none does, one that does not, with its cause. Not set where nothing was
    /// sampled for the purposes.
    /// </summary>
    static MeanCell FigureOf(
        List<(Mark Mark, long Entry)> samples, ValueList<SamplePurpose> purposes, FactorCode factor, Exact reference,
        PointLimit limit, ValidityPolicy validity)
    {
        var counting = new List<MeanCell>();
        MeanCell voided = default;
        foreach ((Mark mark, long entry) in
            samples.OrderBy(held => held.Mark.Start).ThenBy(held => held.Mark.Id, StringComparer.Ordinal))
        {
            if (mark.Sample is not { } sample || !purposes.Contains(sample.Purpose))
                continue;
            MeanCell one = CellOf(sample, entry, factor, reference, validity);
            if (one.IsValid)
                counting.Add(one);
            else
                voided = one;
        }

        return counting.Count == 0 ? voided
            : validity.FindSingle(factor) is not null ? WorstOf(counting, limit)
            : MeanOf(counting);
    }

    /// <summary>The first of those that are farthest out.</summary>
    static MeanCell WorstOf(List<MeanCell> samples, PointLimit limit) =>
        samples.MaxBy(one => limit.ExcessOf(one.Figure)) with { WorstOf = samples.Count };

    static MeanCell MeanOf(List<MeanCell> samples)
    {
        bool areConverted = samples.TrueForAll(one => one.Converted.HasValue);
        return samples[^1] with
        {
            Value = Exact.From(samples.Sum(one => one.Value.Value) / samples.Count),
            Converted = areConverted ? Exact.From(samples.Sum(one => one.Converted.Value) / samples.Count) : default,
            FirstEntry = samples.Min(one => one.FirstEntry),
            LastEntry = samples.Max(one => one.LastEntry),
        };
    }

    static MeanCell CellOf(
        ManualSample sample, long entry, FactorCode factor, Exact reference, ValidityPolicy validity)
    {
        VoidCause cause = Plausibility.Of(factor, sample.Value, validity);
        if (cause == VoidCause.None && sample.Converted.HasValue)
            cause = Plausibility.Of(factor, sample.Converted, validity);
        bool isMissing = reference.HasValue && Plausibility.IsConcentration(factor) && !sample.Converted.HasValue;
        return new MeanCell
        {
            Value = sample.Value,
            Converted = sample.Converted,
            Flag = DataFlag.Manual,
            Cause = cause == VoidCause.None && isMissing ? VoidCause.NotConverted : cause,
            Purpose = sample.Purpose,
            FirstEntry = entry,
            LastEntry = entry,
        };
    }
}
