using System.Globalization;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Twins;

/// <summary>An enterprise: its days over the limit, its points and furnaces, its findings in force.</summary>
sealed class EnterpriseCard(Enterprise enterprise) : IKindCard
{
    public void AddFacts(FactSheet sheet)
    {
        sheet.Add("industry", enterprise.Industry);
        sheet.Add("supervision", StandingText.Of(enterprise.Supervision));
        sheet.Add("subsidy", StandingText.Of(enterprise.SuspendedSubsidy));
        sheet.Add("acknowledged", StandingText.Of(enterprise.Acknowledged, enterprise.AcknowledgedFindings));
        if (enterprise.CountDay is null)
            return;
        sheet.Add(
            "days over",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{enterprise.ExceedanceDaysIn30Count} in 30 days, {enterprise.ExceedanceDaysInMonthCount} in the "
                + $"month, {enterprise.ExceedanceDaysInQuarterCount} in the quarter to "
                + $"{TimeText.Day(enterprise.CountDay)} with a daily mean over its limit"));
    }

    public void WriteTables(IAnsiConsole console)
    {
        if (enterprise.Roster.Count > 0)
            console.Write(TwinTable.Of(enterprise.Roster));
        console.WriteLine($"{CountText.Of(enterprise.Findings.Count, "finding")} in force");
        if (enterprise.Findings.Count > 0)
            console.Write(FindingTable.Of(enterprise.Findings));
    }
}
