using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;

namespace Qianliyan.Domain.Enterprises;

/// <summary>A finding of an enterprise itself that keeps its level up for its clean period.</summary>
/// <param name="Finding">Its id, which alone tells it from others.</param>
/// <param name="Reason">As it was found last.</param>
public readonly record struct OwnGround(string Finding, string Reason) : ILevelGround<OwnGround>
{
    public int CompareTo(OwnGround other) => string.CompareOrdinal(Finding, other.Finding);

    public void Write(EntryWriter writer)
    {
        writer.Text(Finding);
        writer.Text(Reason);
    }

    public static OwnGround Read(ref EntryReader reader) => new(reader.Text() ?? "", reader.Text() ?? "");
}
