using System.Globalization;
using Qianliyan.Domain.Marks;

namespace Qianliyan.Api.Marks;

/// <summary>Where a mark stands in a list: by start, then by id.</summary>
readonly record struct MarkPosition(long Start, string Id) : IComparable<MarkPosition>
{
    public static MarkPosition Of(Mark mark) => new(mark.Start.UnixSeconds, mark.Id);

    /// <param name="text">What <see cref="ToString"/> wrote.</param>
    public static MarkPosition Parse(string text)
    {
        int space = text.IndexOf(' ', StringComparison.Ordinal);
        return new MarkPosition(long.Parse(text.AsSpan(0, space), CultureInfo.InvariantCulture), text[(space + 1)..]);
    }

    public int CompareTo(MarkPosition other) =>
        Start != other.Start ? Start.CompareTo(other.Start) : string.CompareOrdinal(Id, other.Id);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Start} {Id}");
}
