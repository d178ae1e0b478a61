using Qianliyan.Domain.Codec;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Replay.Retention;

/// <summary>
/// What stays of the raw frames of a natural day when they are let go: enough to prove that a frame that somebody still
/// holds is one of them. Which entry a frame belonged to, the entry's own digest says.
/// </summary>
/// <param name="Source">The twin, or <see cref="Quarantine"/> for frames that became no observation.</param>
/// <param name="Day">Natural day of arrival, Beijing time.</param>
/// <param name="First">Number of the first frame: that of its entry, or in quarantine its arrival in Unix milliseconds.</param>
/// <param name="Last">That of the last one.</param>
/// <param name="Frames">How many.</param>
/// <param name="Digest">
/// SHA-256 over the number, 8 bytes big-endian, and the SHA-256 of each frame as an entry seals it, in order.
/// </param>
public sealed record FramesLetGo(string Source, DateOnly Day, long First, long Last, long Frames, JournalHash Digest)
{
    public const string Quarantine = "quarantinedFrames";

    public static void Write(EntryWriter writer, IReadOnlyCollection<FramesLetGo> seals)
    {
        writer.Unsigned((ulong)seals.Count);
        foreach (FramesLetGo seal in seals)
        {
            writer.Text(seal.Source);
            writer.Int(seal.Day.DayNumber);
            writer.Signed(seal.First);
            writer.Signed(seal.Last);
            writer.Signed(seal.Frames);
            writer.Bytes(seal.Digest.ToArray());
        }
    }

    public static FramesLetGo[] Read(ReadOnlySpan<byte> payload)
    {
        var reader = new EntryReader(payload);
        var seals = new FramesLetGo[reader.Count()];
        for (int i = 0; i < seals.Length; i++)
        {
            seals[i] = new FramesLetGo(
                reader.Text() ?? "", DateOnly.FromDayNumber(reader.Int()), reader.Signed(), reader.Signed(),
                reader.Signed(), new JournalHash(reader.Bytes()));
        }

        return seals;
    }
}
