using System.Globalization;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Cluster;

/// <summary>The silos as a table, then their twins, then what took long.</summary>
static class ClusterTable
{
    const string Prefix = "cluster/silos/";

    public static void Show(Terminal terminal, V1.Cluster cluster)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Table silos = new Table().Border(TableBorder.Simple).AddColumns(
            "silo", "state", "up", "version", "cores", "memory", "devices", "frames/s", "writes/s", "write p50 / p99",
            "untold", "watches");
        foreach (TableColumn column in silos.Columns)
            column.NoWrap();
        foreach (Silo silo in cluster.Silos)
            silos.AddRow(Row(silo, now));
        terminal.Console.Write(silos);
        terminal.Console.Write(Twins(cluster));
        ShowSlowest(terminal, cluster);
        terminal.Out.WriteLine(
            $"{CountText.Of(cluster.Silos.Count, "silo")} of cluster {cluster.ClusterId}, "
            + $"membership version {Text(cluster.MembershipVersion)}");
    }

    public static string StateOf(Silo silo) => Words.Of(Words.Silos, silo.State);

    /// <summary>The address and generation of a silo.</summary>
    public static string AddressOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;

    static string[] Row(Silo silo, DateTimeOffset now) => silo.StartTime is null
        ? [AddressOf(silo.Name), $"[red]{StateOf(silo)}[/]", "", "", "", "", "", "", "", "", "", ""]
        :
        [
            AddressOf(silo.Name),
            silo.State == SiloState.Active ? $"[green]{StateOf(silo)}[/]" : $"[yellow]{StateOf(silo)}[/]",
            TimeText.Age(silo.StartTime, now),
            Markup.Escape(silo.Version),
            Text(silo.Cores, "0.00"),
            $"{Text(silo.MemoryBytes / 1_048_576.0, "#,0")} MiB",
            Text(silo.Devices),
            Text(silo.FramesPerSecond, "#,0.#"),
            Text(silo.Storage.CommitsPerSecond, "#,0.#"),
            $"{Text(silo.Storage.MedianMilliseconds, "0.#")} / {Text(silo.Storage.P99Milliseconds, "0.#")} ms",
            silo.Outboxes.Lanes == 0
                ? "0"
                : $"[red]{Text(silo.Outboxes.Lanes)}, {Text(silo.Outboxes.OldestSeconds, "0")} s[/]",
            silo.Feeds.WaitingUpdates == 0
                ? Text(silo.Feeds.Watchers)
                : $"{Text(silo.Feeds.Watchers)}, {Text(silo.Feeds.WaitingUpdates)} waiting",
        ];

    static Table Twins(V1.Cluster cluster)
    {
        string[] kinds = [.. cluster.Silos.SelectMany(silo => silo.Twins).Select(twins => twins.Kind).Distinct()];
        Table table = new Table().Border(TableBorder.Simple).AddColumns(["active twins", .. kinds]);
        foreach (Silo silo in cluster.Silos.Where(silo => silo.StartTime is not null))
        {
            table.AddRow([
                AddressOf(silo.Name),
                .. kinds.Select(kind => Text(silo.Twins.Where(twins => twins.Kind == kind).Sum(twins => twins.Active))),
            ]);
        }

        return table;
    }

    static void ShowSlowest(Terminal terminal, V1.Cluster cluster)
    {
        const int shown = 5;
        foreach ((string silo, SlowTurn turn) in cluster.Silos
            .SelectMany(silo => silo.SlowestTurns.Select(turn => (AddressOf(silo.Name), turn)))
            .OrderByDescending(slow => slow.turn.Milliseconds)
            .Take(shown))
        {
            terminal.Out.WriteLine($"slow turn  {Text(turn.Milliseconds, "0.#"),8} ms  {turn.Twin}  at {silo}");
        }
    }

    static string Text(long number) => Text(number, "#,0");

    static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
