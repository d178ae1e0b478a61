using System.Globalization;
using Qianliyan.Cli.Marks;
using Qianliyan.Cli.Text;
using Qianliyan.V1;

namespace Qianliyan.Cli.Twins;

/// <summary>What people did about a twin, and how its data and its supervision stand, a line each.</summary>
static class StandingText
{
    const string MeetsListing = "first condition of a listing met";
    const string Listed = "both conditions of a listing met (严重超标名单)";

    /// <summary>Empty while nobody has taken note of anything.</summary>
    public static string Of(Acknowledgement? level, IReadOnlyCollection<Acknowledgement> findings)
    {
        string ofLevel = level is null
            ? ""
            : $"level {Words.Of(Words.Levels, level.Level)} by {PlainText.Of(level.Author)}, {TimeText.Of(level.AcknowledgeTime)}";
        string ofFindings = findings.Count == 0 ? "" : CountText.Of(findings.Count, "finding");
        return string.Join("; ", new[] { ofLevel, ofFindings }.Where(part => part.Length > 0));
    }

    /// <summary>Empty without marks.</summary>
    public static string Of(IEnumerable<Mark> marks) =>
        string.Join(
            "\n",
            marks.Select(mark => $"{MarkText.Said(mark)}, {TimeText.Of(mark.StartTime)} to {MarkText.EndOf(mark)}"));

    /// <summary>Empty where there is nothing to supervise.</summary>
    public static string Of(SupervisionStatus? status)
    {
        if (status is null || status.FindingClass == FindingClass.Unspecified)
            return "";
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Words.Of(Words.FindingClasses, status.FindingClass)}; violations {status.ViolationsIn30Count} in 30 days, "
            + $"{status.ViolationsInMonthCount} in the month, {status.ViolationsInQuarterCount} in the quarter");
        if (status.SeriousPointCount > 0)
            text += $"; {CountText.Of(status.SeriousPointCount, "point")} with a serious lead";
        if (status.LowTransmissionCount > 0)
            text += $"; {CountText.Of(status.LowTransmissionCount, "low transmission")}";
        return status.Listed ? $"{text}; {Listed}"
            : status.MeetsListing ? $"{text}; {MeetsListing}"
            : text;
    }

    /// <summary>Empty while no power subsidy is suspended.</summary>
    public static string Of(SuspendedSubsidy? subsidy) => subsidy is null
        ? ""
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{TimeText.Day(subsidy.Month)[..7]} cancelled; {subsidy.CleanDayCount} of {subsidy.NeededDayCount} clean days since "
            + $"{TimeText.Day(subsidy.CleanSince)}");

    /// <summary>Supervision of a point; empty below every step.</summary>
    public static string Of(Point point)
    {
        var parts = new List<string>();
        if (point.TierIn30 > 0 || point.TierInQuarter > 0)
        {
            parts.Add(string.Create(
                CultureInfo.InvariantCulture, $"tier {point.TierIn30} in 30 days, {point.TierInQuarter} in the quarter"));
        }

        if (point.Serious)
            parts.Add("serious lead (严重异常线索)");
        if (point.Listed)
            parts.Add(Listed);
        else if (point.MeetsListing)
            parts.Add(MeetsListing);
        if (point.Held)
            parts.Add("level held for its clean period");
        return string.Join("; ", parts);
    }

    /// <summary>The day counted last and its month, in per cent, by factor; empty before the first.</summary>
    public static string Transmission(Point point) =>
        string.Join(
            "\n",
            point.Factors.Where(factor => factor.TransmissionDay is not null).Select(factor =>
                $"{factor.Factor} {TimeText.Day(factor.TransmissionDay)}: {Share(factor.Transmission)}, "
                + $"month {Share(factor.TransmissionInMonth)}"));

    static string Share(Transmission? counts) => counts is not { ExpectedMinutes: > 0 }
        ? "nothing expected"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{100m * counts.ReceivedMinutes / counts.ExpectedMinutes:0.##} % received, "
            + $"{100m * counts.ValidMinutes / counts.ExpectedMinutes:0.##} % valid");
}
