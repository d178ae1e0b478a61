using System.Globalization;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Twins;

/// <summary>A furnace: the temperature slots of its day, its counters, means and conditions.</summary>
sealed class IncineratorCard(Incinerator furnace) : IKindCard
{
    const int SlotsPerDay = 288;

    public void AddFacts(FactSheet sheet)
    {
        sheet.Add("enterprise", furnace.Enterprise);
        sheet.Add("marks", StandingText.Of(furnace.Marks));
        sheet.Add("acknowledged", StandingText.Of(furnace.Acknowledged, furnace.AcknowledgedFindings));
        if (furnace.Day is null)
            return;
        string low = Invariant($"{furnace.LowSlotCount} too cold");
        Color color = furnace.TemperatureViolated ? Color.Red : Color.Green;
        sheet.AddMarkup(
            "furnace day",
            Invariant($"{TimeText.Day(furnace.Day)}: {furnace.ReceivedSlotCount} of {SlotsPerDay} five-minute slots, ")
                + ValueMarkup.Paint(low + (furnace.TemperatureViolated ? ", violated" : ""), color)
                + Invariant($", {furnace.VoidSlotCount} void"));
        sheet.Add(
            "month",
            $"{CountText.Of(furnace.TemperatureDaysInMonthCount, "day")} too cold, "
                + $"{CountText.Of(furnace.EmissionDaysInMonthCount, "day")} with a daily mean over its limit");
        sheet.Add("subsidy", StandingText.Of(furnace.SuspendedSubsidy));
    }

    public void WriteTables(IAnsiConsole console)
    {
        if (furnace.Means.Count > 0)
            console.Write(Means());
        if (furnace.ConditionHistory.Count > 0)
            console.Write(Conditions());
        if (furnace.Points.Count > 0)
            console.Write(TwinTable.Of(furnace.Points));
    }

    Table Means()
    {
        Table table = new Table().Border(TableBorder.Simple)
            .AddColumns("factor", "five minutes", "hour", "day", "measured by");
        foreach (FurnaceMeans means in furnace.Means)
        {
            table.AddRow(
                ValueMarkup.Factor(means.Factor),
                ValueMarkup.Of(means.Slot),
                ValueMarkup.Of(means.Hour),
                ValueMarkup.Of(means.Day),
                Markup.Escape(means.Source));
        }

        return table;
    }

    Table Conditions()
    {
        Table table = new Table().Border(TableBorder.Simple)
            .AddColumns("condition of", "word", "from", "last told", "");
        foreach (ConditionRun run in furnace.ConditionHistory)
        {
            table.AddRow(
                Markup.Escape(FactorText.Of(run.Factor)),
                Markup.Escape(run.Word),
                TimeText.Of(run.StartTime),
                TimeText.Of(run.LastTime),
                furnace.Conditions.Contains(run) ? "in force" : "");
        }

        return table;
    }

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
