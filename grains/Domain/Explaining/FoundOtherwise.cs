using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Explaining.Furnaces;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Ranking;

namespace Qianliyan.Domain.Explaining;

/// <summary>What would have had to be otherwise for a finding not to stand, from the numbers that it carries.</summary>
public static class FoundOtherwise
{
    const string LeadPrefix = "data.";

    /// <param name="finding">In force.</param>
    /// <param name="policy">That it was found under.</param>
    /// <returns>Empty where the finding does not carry enough to say it.</returns>
    public static string Of(Finding finding, Policy policy) => FurnaceFoundOtherwise.Of(finding, policy)
        ?? (finding.Rule is FindingRules.Hour or FindingRules.Day && policy.Points.Validity.FindSingle(finding.Factor) is not null
            ? SingleValue(finding)
            : Of(finding));

    /// <summary>Of a factor whose values are judged one by one, mostly between two bounds.</summary>
    static string SingleValue(Finding finding)
    {
        if (!finding.Value.HasValue || !finding.Limit.HasValue)
            return "";
        bool isOver = finding.Value > finding.Limit;
        Exact difference = Exact.From(Math.Abs(finding.Value.Value - finding.Limit.Value));
        string less = isOver ? "less" : "more";
        Exact other = FigureOf(finding, PointFindings.OtherBound);
        string none = other.HasValue ? $", and none beyond {other} on the other side" : "";
        return $"each value is judged by itself: the one farthest out, {finding.Value}, would have to be {finding.Limit} or {less}, "
            + $"that is by {difference} {less}{none}; or it would have to be void or exempt";
    }

    static string Of(Finding finding) => finding.Rule switch
    {
        _ when finding.Rule.StartsWith(LeadPrefix, StringComparison.Ordinal) => Lead(finding),
        FindingRules.Serious => Serious(finding),
        FindingRules.Listed => Compared(
            finding,
            $"the count {finding.Value} would have to be below {finding.Limit}, or no manual test over its limit"),
        FindingRules.Listing or ContrastFindings.MonthRule =>
            Compared(finding, $"the count {finding.Value} would have to be below {finding.Limit}"),
        WarningFindings.WarnedRule => Compared(
            finding, $"on no list a rank of {finding.Limit} or better: a lower mean, or a smaller change, than cells that are not warned"),
        WarningFindings.EscalationRule => Escalation(finding),
        PlantMaintenance.Rule => FurnaceFoundOtherwise.Within(finding),
        PlantSubsidy.Rule => FurnaceFoundOtherwise.Cancelled(finding),
        PlantSubsidy.RestoredRule => FurnaceFoundOtherwise.Restored(finding),
        PowerFindings.LagRule => Compared(
            finding, $"all of the stretch, also before midnight, would have to last {finding.Limit} minutes or less"),
        _ when finding.Class == FindingClass.Before && finding.Value <= finding.Limit => Compared(
            finding, $"a smaller figure: {finding.Value} warns before the limit {finding.Limit} is passed"),
        _ when finding.Value == finding.Limit => Compared(
            finding, $"the figure {finding.Value} would have to lie on the other side of {finding.Limit}, which it has reached"),
        _ => Compared(finding, Figure(finding)),
    };

    static string Compared(Finding finding, string words) =>
        finding.Value.HasValue && finding.Limit.HasValue ? words : "";

    static string Figure(Finding finding)
    {
        if (!finding.Value.HasValue || !finding.Limit.HasValue)
            return "";
        bool isOver = finding.Value > finding.Limit;
        Exact difference = Exact.From(Math.Abs(finding.Value.Value - finding.Limit.Value));
        string figure = $"the figure {finding.Value} would have to be {finding.Limit} or {(isOver ? "less" : "more")}";
        return $"{figure}, that is by {difference} {(isOver ? "less" : "more")}; or it would have to be void or exempt";
    }

    static string Serious(Finding finding)
    {
        (Exact row, Exact days) = (FigureOf(finding, "points.supervision.consecutiveDays"), FigureOf(finding, "points.supervision.cumulativeDays"));
        return row.HasValue && days.HasValue
            ? $"fewer than {row} exceedance days in a row and {days} in all, and no day of low transmission"
            : "";
    }

    static string Escalation(Finding finding)
    {
        Exact row = FigureOf(finding, "ranking.escalation.consecutive"), year = FigureOf(finding, "ranking.escalation.cumulative");
        return row.HasValue && year.HasValue
            ? $"fewer than {row} months warned in a row, and fewer than {year} within the year"
            : "";
    }

    static string Lead(Finding lead)
    {
        string section = $"detectors.{lead.Rule[LeadPrefix.Length..]}";
        if (lead.Rule == ConstantValue.Rule)
            return Words(lead, section + ".tiers.hours", "fewer than {0} equal hour means in a row");
        if (lead.Rule == Jump.Rule)
            return Words(lead, section + ".holdHours", "a level that comes back within {0} hours");
        if (lead.Rule == MarksOverlap.Rule)
            return Words(lead, section + ".overlap", "an overlap of marks and exceedances below {0}");
        string odd = Words(lead, section + ".oddHours", "fewer than {0} odd hours");
        return odd.Length == 0 ? "" : Words(lead, section + ".windowHours", odd + " within {0} hours");
    }

    static string Words(Finding finding, string figure, string words) =>
        FigureOf(finding, figure) is { HasValue: true } value
            ? words.Replace("{0}", value.ToString(), StringComparison.Ordinal)
            : "";

    static Exact FigureOf(Finding finding, string figure) =>
        finding.Figures.FirstOrDefault(one => one.Name == figure)?.Value ?? Exact.None;
}
