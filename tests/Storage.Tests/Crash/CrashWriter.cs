using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Storage.Tests.Crash;

/// <summary>
/// Child process: appends to many twins until killed and prints a line "writer sequence" per acknowledgement.
/// </summary>
static class CrashWriter
{
    public const string Command = "crash-writer";
    public const int Writers = 64;

    public static string TwinOf(int writer) => string.Create(CultureInfo.InvariantCulture, $"points/crash-{writer}");

    public static async Task<int> RunAsync(string directory)
    {
        await using var services = TemporaryStore.BuildServices(directory);
        var journal = services.GetRequiredService<IJournal>();
        var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => AppendForeverAsync(journal, writer, output)));
        return 0;
    }

    static async Task AppendForeverAsync(IJournal journal, int writer, TextWriter output)
    {
        await Task.Yield();
        var twin = TwinOf(writer);
        var position = await journal.ReadPositionAsync(twin, CancellationToken.None);
        while (true)
        {
            position = (await journal.AppendAsync(Next(twin, position), CancellationToken.None)).Position;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{writer} {position.Sequence}"));
        }
    }

    static JournalAppend Next(string twin, JournalPosition position)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var body = new byte[540];
        BitConverter.TryWriteBytes(body, position.Sequence);
        var record = new JournalRecord(
            1, 1, now, BitConverter.GetBytes(position.Sequence + 1), new JournalAttachment(default, body));
        return new()
        {
            Twin = twin,
            Previous = position,
            Entries = [record],
            Checkpoint = position.Sequence % 16 == 15 ? new JournalCheckpoint(1, new byte[1_650]) : null,
        };
    }
}
