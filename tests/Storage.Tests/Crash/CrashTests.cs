using System.Globalization;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Storage.Tests.Crash;

public sealed class CrashTests : IDisposable
{
    const int AcknowledgementsBeforeKill = 20_000;

    readonly string _directory = Directory.CreateTempSubdirectory("qianliyan-crash-").FullName;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Every_append_acknowledged_before_kill_9_is_there_once_with_an_intact_chain_twice()
    {
        var acknowledged = new long[CrashWriter.Writers];
        for (var round = 0; round < 2; round++)
        {
            var before = acknowledged.Sum();
            await AppendUntilKilledAsync(acknowledged);
            (acknowledged.Sum() - before).ShouldBeGreaterThanOrEqualTo(AcknowledgementsBeforeKill);

            using var store = new TemporaryStore(directory: _directory);
            for (var writer = 0; writer < CrashWriter.Writers; writer++)
            {
                await CheckTwinAsync(store.Journal, CrashWriter.TwinOf(writer), acknowledged[writer]);
            }
        }
    }

    [Fact]
    public async Task Directory_held_by_another_process_is_refused_with_its_id()
    {
        using var holder = ChildProcess.Start(StoreHolder.Command, _directory);
        (await holder.StandardOutput.ReadLineAsync(Token)).ShouldBe(StoreHolder.Opened);

        var error = Should.Throw<StorageLockedException>(() => new TemporaryStore(directory: _directory));

        error.Message.ShouldContain($"process {holder.Id.ToString(CultureInfo.InvariantCulture)}");
        holder.Kill();
        await holder.WaitForExitAsync(Token);
        using var store = new TemporaryStore(directory: _directory);
        (await store.Journal.ContainsAsync("points/1", Token)).ShouldBeFalse();
    }

    async Task AppendUntilKilledAsync(long[] acknowledged)
    {
        using var child = ChildProcess.Start(CrashWriter.Command, _directory);
        var count = 0;
        while (await child.StandardOutput.ReadLineAsync(Token) is { } line)
        {
            // The kill may cut the last line off; a shorter number is a smaller one and does not count.
            if (line.Split(' ') is [var writer, { Length: > 0 } sequence])
            {
                ref var last = ref acknowledged[int.Parse(writer, CultureInfo.InvariantCulture)];
                last = Math.Max(last, long.Parse(sequence, CultureInfo.InvariantCulture));
            }

            if (++count == AcknowledgementsBeforeKill)
            {
                child.Kill();
            }
        }

        await child.WaitForExitAsync(Token);
        count.ShouldBeGreaterThanOrEqualTo(AcknowledgementsBeforeKill);
    }

    static async Task CheckTwinAsync(IJournal journal, string twin, long acknowledged)
    {
        var report = await journal.VerifyChainAsync(twin, Token);
        report.IsIntact.ShouldBeTrue(report.Fault);
        report.MissingAttachments.ShouldBe(0);
        report.Entries.ShouldBeGreaterThanOrEqualTo(acknowledged);
        await foreach (var entry in journal.ReadAsync(twin, 1, null, int.MaxValue, Token))
        {
            BitConverter.ToInt64(entry.Payload.Span).ShouldBe(entry.Sequence);
        }

        if (await journal.ReadCheckpointAsync(twin, Token) is { } checkpoint)
        {
            (checkpoint.Position.Sequence % 16).ShouldBe(0);
            checkpoint.Position.Sequence.ShouldBe(report.Entries / 16 * 16);
        }
    }
}
