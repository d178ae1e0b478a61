using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Points;

/// <summary>Day means from the hours that count: arithmetic, of at least the policy's number of valid hours.</summary>
public static class DayMeans
{
    public static MeanCell Of(FactorDay day, MeanValidity validity)
    {
        var values = new DecimalSum();
        var converted = new DecimalSum();
        var cell = new MeanCell();
        for (int hour = 0; hour < FactorDay.Hours; hour++)
        {
            ref readonly MeanCell mean = ref day.Hour(hour);
            if (!mean.IsSet)
                continue;
            cell.FirstEntry = cell.FirstEntry == 0 ? mean.FirstEntry : Math.Min(cell.FirstEntry, mean.FirstEntry);
            cell.LastEntry = Math.Max(cell.LastEntry, mean.LastEntry);
            if (!mean.IsValid)
                continue;
            values.Add(mean.Value);
            if (mean.Converted.HasValue)
                converted.Add(mean.Converted);
        }

        if (values.Count > 0)
            cell.Value = Exact.From(values.Mean);
        if (values.Count > 0 && converted.Count == values.Count)
            cell.Converted = Exact.From(converted.Mean);
        bool enough = values.Count >= validity.DayHours;
        cell.Flag = enough ? DataFlag.Normal : DataFlag.Insufficient;
        cell.Cause = enough ? VoidCause.None : VoidCause.TooFewHours;
        return cell;
    }
}
