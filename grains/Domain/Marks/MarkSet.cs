using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Marks;

/// <summary>
/// All versions of the marks of a twin. Which of them counts is asked day by day: of the versions that came in time for
/// a day the one with the highest revision, unless it deletes the mark. Marks of devices have effect only where the
/// policy says so. So a late edit leaves the days alone whose deadline had passed, and the same versions give the same
/// answer in whatever order they came.
/// </summary>
public sealed class MarkSet
{
    // By id, then by revision.
    readonly SortedDictionary<string, List<MarkVersion>> _marks = new(StringComparer.Ordinal);

    /// <summary>Grows with every version taken; not stored.</summary>
    public int Changes { get; private set; }

    public IEnumerable<MarkVersion> All => _marks.Values.SelectMany(versions => versions);

    /// <summary>Every version of a mark, in order of revision.</summary>
    public IReadOnlyList<MarkVersion> VersionsOf(string id) => _marks.GetValueOrDefault(id) ?? [];

    /// <summary>The newest version of each mark by id, deleted ones included, whether in time or late.</summary>
    public IEnumerable<MarkVersion> Newest => _marks.Values.Select(versions => versions[^1]);

    /// <summary>The newest versions that hold at or after a time, deleted ones left out.</summary>
    public IEnumerable<MarkVersion> HoldingFrom(BeijingTime from) =>
        Newest.Where(version => !version.Mark.IsDeleted && version.Mark.EndOrNever > from);

    /// <summary>The newest version of each mark, deleted ones left out, whether in time or late.</summary>
    public IEnumerable<Mark> Current => Newest.Select(version => version.Mark).Where(mark => !mark.IsDeleted);

    /// <summary>Whether this revision is held; the first that came with a number stands.</summary>
    public bool Holds(Mark mark) =>
        _marks.TryGetValue(mark.Id, out List<MarkVersion>? versions)
        && versions.Exists(version => version.Mark.Revision == mark.Revision);

    /// <returns>False when the revision is held already.</returns>
    public bool Take(Mark mark, BeijingTime markedAt, long entry)
    {
        if (Holds(mark))
            return false;
        if (!_marks.TryGetValue(mark.Id, out List<MarkVersion>? versions))
            _marks[mark.Id] = versions = [];
        int next = versions.FindIndex(version => version.Mark.Revision > mark.Revision);
        versions.Insert(next < 0 ? versions.Count : next, new MarkVersion(mark, markedAt, entry));
        Changes++;
        return true;
    }

    /// <summary>
    /// The marks that have effect on a natural day and overlap it, by id; of a device's condition what people leave of it.
    /// </summary>
    public List<Mark> EffectiveOn(BeijingTime day, MarkPolicy policy) =>
        DeviceMarkPieces.Of(day, one => InTimeFor(one, policy));

    List<Mark> InTimeFor(BeijingTime day, MarkPolicy policy)
    {
        BeijingTime start = day.StartOfDay, end = start.AddSeconds(BeijingTime.SecondsPerDay);
        var effective = new List<Mark>();
        foreach (List<MarkVersion> versions in _marks.Values)
        {
            LateMarks late = versions.Exists(static version => version.Mark.IsEnforcement) ? policy.LateSamples : policy.Late;
            for (int i = versions.Count - 1; i >= 0; i--)
            {
                MarkVersion version = versions[i];
                if (version.Mark.Source == MarkSource.Device && policy.Devices == DeviceMarks.Lead)
                    break;
                if (late == LateMarks.Ignored && !MarkDeadline.IsInTime(start, version.MarkedAt, policy))
                    continue;
                if (!version.Mark.IsDeleted && version.Mark.Overlaps(start, end))
                    effective.Add(version.Mark);
                break;
            }
        }

        return effective;
    }

    public void Write(EntryWriter writer)
    {
        writer.Unsigned((ulong)All.Count());
        foreach (MarkVersion version in All)
        {
            MarkCodec.Write(writer, version.Mark);
            writer.Time(version.MarkedAt);
            writer.Signed(version.Entry);
        }
    }

    public static MarkSet Read(ref EntryReader reader)
    {
        var set = new MarkSet();
        for (int count = reader.Count(); count > 0; count--)
            set.Take(MarkCodec.Read(ref reader), reader.Time(), reader.Signed());
        return set;
    }
}
