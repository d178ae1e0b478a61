using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Explaining.Furnaces;

/// <summary>The entries that brought the marks of a window.</summary>
static class MarkEntries
{
    /// <summary>
    /// Sequence numbers of the first and the last entry with a version of such a mark that overlaps the window, whether
    /// it has effect or not; 0 without any.
    /// </summary>
    public static (long First, long Last) Of(MarkSet marks, Predicate<Mark> which, BeijingTime start, BeijingTime end)
    {
        long first = 0, last = 0;
        foreach (MarkVersion version in marks.All)
        {
            if (!which(version.Mark) || !version.Mark.Overlaps(start, end))
                continue;
            first = first == 0 ? version.Entry : Math.Min(first, version.Entry);
            last = Math.Max(last, version.Entry);
        }

        return (first, last);
    }
}
