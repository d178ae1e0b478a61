using System.Globalization;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Marks;

/// <summary>
/// What people leave of the marks of a device (手工标记优先于自动标记): where a condition marked by people has effect, a
/// device's has none. Each day asks the marks that are in time for it.
/// </summary>
static class DeviceMarkPieces
{
    const char Separator = '@';

    /// <summary>Whether people's marks of conditions prevail over it.</summary>
    public static bool Yields(Mark mark) => mark.Source == MarkSource.Device && mark.Kind == MarkKind.Condition;

    /// <summary>Whether a mark is what people left of another one, or that itself.</summary>
    public static bool IsOf(Mark piece, Mark mark) =>
        piece.Id == mark.Id || piece.Id.StartsWith(mark.Id + Separator, StringComparison.Ordinal);

    /// <summary>
    /// The marks with effect on a natural day: a device's cut by people's of this day, of the one before, with which an
    /// event may have begun, and of the one after.
    /// </summary>
    /// <param name="inTime">The marks of a day that came in time for it and overlap it, by id.</param>
    public static List<Mark> Of(BeijingTime day, Func<BeijingTime, List<Mark>> inTime)
    {
        BeijingTime start = day.StartOfDay, end = After(start);
        List<Mark> marks = inTime(start);
        if (!marks.Exists(Yields))
            return marks;
        (BeijingTime From, BeijingTime To)[] taken =
        [
            .. TakenOn(Before(start), inTime(Before(start))),
            .. TakenOn(start, marks),
            .. TakenOn(end, inTime(end)),
        ];
        return [.. marks.SelectMany(mark => Yields(mark) ? Left(mark, taken) : [mark])
            .Where(piece => piece.Overlaps(start, end))];
    }

    /// <summary>The parts of a day that people's marks of conditions take.</summary>
    static IEnumerable<(BeijingTime From, BeijingTime To)> TakenOn(BeijingTime day, List<Mark> marks)
    {
        BeijingTime end = After(day);
        return marks.Where(mark => mark.Source != MarkSource.Device && mark.Kind == MarkKind.Condition)
            .Select(mark => (
                mark.Start > day ? mark.Start : day,
                mark.EndOrNever < end ? mark.EndOrNever : end));
    }

    static IEnumerable<Mark> Left(Mark mark, (BeijingTime From, BeijingTime To)[] taken)
    {
        BeijingTime reached = mark.Start;
        foreach ((BeijingTime from, BeijingTime to) in taken.OrderBy(part => part.From))
        {
            if (to <= reached || from >= mark.EndOrNever)
                continue;
            if (from > reached)
                yield return Piece(mark, reached, from);
            reached = to;
        }

        if (reached < mark.EndOrNever)
            yield return Piece(mark, reached, mark.End);
    }

    /// <summary>The one that begins with the mark keeps its id; the ids of others tell their starts.</summary>
    static Mark Piece(Mark mark, BeijingTime from, BeijingTime to) => mark with
    {
        Id = from == mark.Start ? mark.Id : mark.Id + Separator + from.UnixSeconds.ToString(CultureInfo.InvariantCulture),
        Start = from,
        End = to,
    };

    static BeijingTime Before(BeijingTime day) => day.AddSeconds(-BeijingTime.SecondsPerDay);

    static BeijingTime After(BeijingTime day) => day.AddSeconds(BeijingTime.SecondsPerDay);
}
