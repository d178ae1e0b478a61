using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Registry;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Replay;

/// <summary>One run: the points of the set, its frames, and what came of them.</summary>
sealed record ReplayRun(
    ReplaySet Set, string Data, GatewayAddress Gateway, double Speed, int Limit, bool IsImporting)
{
    const int Connections = 4;
    const int Window = 64;

    /// <summary>HJ 212-2017 table 1: 10 s, three times.</summary>
    static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(250);

    /// <returns><see cref="ExitCodes.Refused"/> when the points were.</returns>
    public async Task<int> Run(Session session, CancellationToken cancellationToken)
    {
        IReplaySource source = Set.In(Data);
        if (IsImporting && !await Import(session, source, cancellationToken))
            return ExitCodes.Refused;

        var tally = new ReplayTally();
        var progress = new ReplayProgress();
        var runner = new ReplayRunner(
            Gateway, new ReplayOptions(Speed, Connections, Window, AnswerTimeout), progress);
        long started = TimeProvider.System.GetTimestamp();
        Task sending = runner.Run(source.Read(tally).Take(Limit), cancellationToken);
        try
        {
            if (session.Terminal.IsInteractive && !session.Json)
                await ShowProgress(session.Terminal.Console, sending, progress, started);
            await sending;
        }
        catch (Exception end) when (end is IOException || cancellationToken.IsCancellationRequested)
        {
            await Report(session, tally, progress, started);
            throw;
        }
        catch (SocketException failure)
        {
            throw new IOException(
                $"The gateway at {Gateway} cannot be reached ({failure.Message}). Is a silo running there? "
                + "Its port is --hj212-port; name it by --gateway.",
                failure);
        }

        await Report(session, tally, progress, started);
        return ExitCodes.Done;
    }

    async Task Report(Session session, ReplayTally tally, ReplayProgress progress, long started)
    {
        TimeSpan elapsed = TimeProvider.System.GetElapsedTime(started);
        if (session.Json)
            await session.Terminal.Out.WriteLineAsync(Json(tally, progress, elapsed));
        else
            Show(session.Terminal.Console, tally, progress, elapsed);
    }

    async Task<bool> Import(Session session, IReplaySource source, CancellationToken cancellationToken)
    {
        var header = new RegistryFileHeader
        {
            Kind = RegistryFileKind.Points, Format = RegistryFileFormat.Csv, Datum = Datum.Wgs84,
        };
        byte[] csv = Encoding.UTF8.GetBytes(source.RegistryCsv());
        return await ImportReport.Run(
            session, [RegistryFile.Of($"points of {Set.Name}", csv, header)], cancellationToken);
    }

    static Task ShowProgress(IAnsiConsole console, Task sending, ReplayProgress progress, long started) =>
        console.Status().StartAsync("connecting", async status =>
        {
            while (await Task.WhenAny(sending, Task.Delay(Redraw)) != sending)
                status.Status(Line(progress, TimeProvider.System.GetElapsedTime(started)));
        });

    static string Line(ReplayProgress progress, TimeSpan elapsed) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.Sent:N0} sent, {progress.Acknowledged:N0} acknowledged, recorded time {progress.At}, "
            + $"{Rate(progress, elapsed):N0} frames/s");

    void Show(IAnsiConsole console, ReplayTally tally, ReplayProgress progress, TimeSpan elapsed)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("met on the way", "count");
        table.Columns[1].RightAligned();
        foreach ((string what, long count) in tally.Counts)
            table.AddRow(Markup.Escape(what), count.ToString("N0", CultureInfo.InvariantCulture));
        if (tally.Counts.Count > 0)
            console.Write(table);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Set.Name}: {progress.Sent:N0} frames sent to {Gateway} in {elapsed.TotalSeconds:F1} s "
            + $"({Rate(progress, elapsed):N0}/s), {progress.Acknowledged:N0} acknowledged, "
            + $"{progress.Unanswered:N0} without answer; recorded time reached {progress.At}."));
    }

    string Json(ReplayTally tally, ReplayProgress progress, TimeSpan elapsed) =>
        JsonSerializer.Serialize(
            new
            {
                set = Set.Name,
                sent = progress.Sent,
                acknowledged = progress.Acknowledged,
                unanswered = progress.Unanswered,
                seconds = Math.Round(elapsed.TotalSeconds, 3),
                reached = progress.At.ToString(),
                met = tally.Counts,
            },
            CliJson.Options);

    static double Rate(ReplayProgress progress, TimeSpan elapsed) =>
        progress.Sent / Math.Max(0.001, elapsed.TotalSeconds);
}
