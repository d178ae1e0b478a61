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
    /// <summary>The hours of a natural day that were sampled for a factor; several samples of an hour make their mean.</summary>
    /// <param name="effective">The marks that have effect on the day, with their journal entries.</param>
    /// <param name="reference">The reference oxygen of the factor's limit; none where nothing is converted.</param>
    /// <returns>Null when there are none.</returns>
    public static ManualHours? Of(
        IReadOnlyList<(Mark Mark, long Entry)> effective, BeijingTime day, FactorCode factor, Exact reference,
        PointsPolicy policy)
    {
        List<(Mark Mark, long Entry)> samples =
            [.. effective.Where(held => held.Mark.Factor == factor && held.Mark.Sample is not null)];
        ManualHours? manual = null;
        for (int hour = 0; samples.Count > 0 && hour < FactorDay.Hours; hour++)
        {
            BeijingTime start = day.AddSeconds(hour * BeijingTime.SecondsPerHour);
            List<(Mark Mark, long Entry)> inHour = InHour(samples, start, policy.Manual.HourOverlap);
            MeanCell mean = MeanOf(inHour, policy.Manual.Prevails, factor, reference, policy.Validity);
            bool prevails = mean.IsValid;
            if (!prevails)
            {
                MeanCell standing = MeanOf(
                    inHour.FindAll(held => IsShort(held.Mark, policy.Manual)), policy.Manual.StandsIn, factor, reference,
                    policy.Validity);
                mean = standing.IsSet ? standing : mean;
            }

            if (mean.IsSet)
                (manual ??= new ManualHours()).Put(hour, in mean, prevails);
        }

        return manual;
    }

    static bool IsShort(Mark mark, ManualPolicy policy) =>
        mark.End <= mark.Start.AddSeconds(policy.StandInHours * (long)BeijingTime.SecondsPerHour);

    static List<(Mark Mark, long Entry)> InHour(
        List<(Mark Mark, long Entry)> samples, BeijingTime start, Coverage coverage)
    {
        BeijingTime end = start.AddSeconds(BeijingTime.SecondsPerHour);
        return samples.FindAll(held => MarkedTime.Covers([held.Mark], start, end, coverage));
    }

    /// <summary>
    /// The mean of the samples that count; where none does, one that does not, with its cause. Not set where nothing was
    /// sampled for the purposes.
    /// </summary>
    static MeanCell MeanOf(
        List<(Mark Mark, long Entry)> samples, ValueList<SamplePurpose> purposes, FactorCode factor, Exact reference,
        ValidityPolicy validity)
    {
        decimal sum = 0, converted = 0;
        int count = 0, convertedCount = 0;
        MeanCell mean = default, voided = default;
        foreach ((Mark mark, long entry) in samples)
        {
            if (mark.Sample is not { } sample || !purposes.Contains(sample.Purpose))
                continue;
            MeanCell one = CellOf(sample, entry, factor, reference, validity);
            if (!one.IsValid)
            {
                voided = one;
                continue;
            }

            count++;
            sum += one.Value.Value;
            convertedCount += one.Converted.HasValue ? 1 : 0;
            converted += one.Converted.OrNull ?? 0;
            mean = one with
            {
                FirstEntry = mean.IsSet ? Math.Min(mean.FirstEntry, entry) : entry,
                LastEntry = Math.Max(mean.LastEntry, entry),
            };
        }

        if (count == 0)
            return voided;
        mean.Value = Exact.From(sum / count);
        mean.Converted = convertedCount == count ? Exact.From(converted / count) : default;
        return mean;
    }

    static MeanCell CellOf(
        ManualSample sample, long entry, FactorCode factor, Exact reference, ValidityPolicy validity)
    {
        VoidCause cause = Plausibility.Of(factor, sample.Value, DataFlag.Manual, validity);
        if (cause == VoidCause.None && sample.Converted.HasValue)
            cause = Plausibility.Of(factor, sample.Converted, DataFlag.Manual, validity);
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
