using Qianliyan.Domain.Codec;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Replay.Retention;

/// <summary>
/// What stays of the raw frames of a twin's natural day when they are let go: enough to prove that a frame that somebody
/// still holds is one of them. Which entry a frame belonged to, the entry's own digest says.
/// </summary>
/// <param name="Twin">Whose.</param>
/// <param name="Day">Natural day of arrival, Beijing time.</param>
/// <param name="First">Sequence number of the first entry with a frame.</param>
/// <param name="Last">That of the last one.</param>
/// <param name="Frames">How many.</param>
/// <param name="Digest">
/// SHA-256 over the sequence number, 8 bytes big-endian, and the SHA-256 of each frame as its entry seals it, in order.
/// </param>
public sealed record FramesLetGo(string Twin, DateOnly Day, long First, long Last, long Frames, JournalHash Digest)
{
    public static void Write(EntryWriter writer, IReadOnlyCollection<FramesLetGo> seals)
    {
        writer.Unsigned((ulong)seals.Count);
        foreach (FramesLetGo seal in seals)
        {
            writer.Text(seal.Twin);
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
