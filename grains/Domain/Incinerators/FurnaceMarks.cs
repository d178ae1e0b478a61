using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Incinerators;

/// <summary>
/// The marks of a furnace, all versions: a page of its own, so that it is written only when a mark comes. It stays in
/// memory, as every day that is judged asks it.
/// </summary>
public sealed class FurnaceMarks : IPage
{
    /// <summary>There is one a furnace, numbered 0.</summary>
    public static readonly PageId Only = new(PageKind.Marks, default);

    public PageId Id => Only;

    public bool IsDirty { get; set; }

    public MarkSet Set { get; init; } = new();

    public void Write(EntryWriter writer) => Set.Write(writer);

    public static FurnaceMarks Read(ref EntryReader reader) => new() { Set = MarkSet.Read(ref reader) };
}
