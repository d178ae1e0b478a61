using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Points;

/// <summary>Day means from the hours that count: arithmetic, of at least the policy's number of valid hours.</summary>
public static class DayMeans
{
    public static MeanCell Of(FactorDay day, MeanValidity validity)
    {
        decimal sum = 0, converted = 0;
        int valid = 0, convertedHours = 0;
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
            valid++;
            sum += mean.Value.Value;
            if (!mean.Converted.HasValue)
                continue;
            convertedHours++;
            converted += mean.Converted.Value;
        }

        if (valid > 0)
            cell.Value = Exact.From(sum / valid);
        if (valid > 0 && convertedHours == valid)
            cell.Converted = Exact.From(converted / valid);
        bool enough = valid >= validity.DayHours;
        cell.Flag = enough ? DataFlag.Normal : DataFlag.Insufficient;
        cell.Cause = enough ? VoidCause.None : VoidCause.TooFewHours;
        return cell;
    }
}
