using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>
/// The marks of a point, of its link and of its furnace, all versions: a page of its own, which a point without marks does not have.
/// It stays in memory, as every hour that closes asks it.
/// </summary>
public sealed class PointMarks : IPage
{
    /// <summary>There is one a point, numbered 0.</summary>
    public static readonly PageId Only = new(PageKind.Marks, default);

    List<Mark> _effective = [];
    List<(Mark Mark, long Entry)> _samples = [];
    BeijingTime _day;
    MarkPolicy? _policy;
    int _changes;

    public PageId Id => Only;

    public bool IsDirty { get; set; }

    public MarkSet Set { get; init; } = new();

    /// <summary>The conditions of the furnace that claims the point, as it told them.</summary>
    public MarkSet Furnace { get; set; } = new();

    /// <summary>The marks that have effect on a natural day; found anew when it is another day or a mark has come.</summary>
    public List<Mark> EffectiveOn(BeijingTime day, MarkPolicy policy)
    {
        if (_day != day || !ReferenceEquals(_policy, policy) || _changes != Set.Changes)
        {
            (_day, _policy, _changes) = (day, policy, Set.Changes);
            _effective = Set.EffectiveOn(day, policy);
            _samples = [.. _effective.Where(mark => mark.Sample is not null).Select(mark => (mark, EntryOf(mark)))];
        }

        return _effective;
    }

    /// <summary>The values of manual monitoring among them, with their journal entries.</summary>
    public List<(Mark Mark, long Entry)> SamplesOn(BeijingTime day, MarkPolicy policy)
    {
        EffectiveOn(day, policy);
        return _samples;
    }

    /// <summary>The journal entry that holds a version.</summary>
    public long EntryOf(Mark mark) =>
        Set.VersionsOf(mark.Id).First(version => version.Mark.Revision == mark.Revision).Entry;

    public void Write(EntryWriter writer)
    {
        Set.Write(writer);
        Furnace.Write(writer);
    }

    public static PointMarks Read(ref EntryReader reader) =>
        new() { Set = MarkSet.Read(ref reader), Furnace = MarkSet.Read(ref reader) };
}
