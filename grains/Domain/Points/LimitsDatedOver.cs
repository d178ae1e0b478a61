using System.Globalization;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>
/// The registrations that days were judged by and stay judged by, since a later one dates a limit back farther than a twin
/// judges again: <see cref="PointMarking.MostDaysBack"/> days before the newest that it knows then.
/// </summary>
public sealed class LimitsDatedOver
{
    readonly List<LimitDatedOver> _all = [];

    /// <summary>Whether a limit is dated back over days that it does not judge.</summary>
    /// <param name="first">The first day that another limit holds for.</param>
    /// <param name="newest">The newest day of the twin.</param>
    public static bool IsBeyond(DateOnly first, int newest) => BeijingTime.DayNumberOf(first) < OldestOf(newest);

    /// <summary>The oldest day that is judged again.</summary>
    /// <param name="newest">The newest day of the twin.</param>
    public static int OldestOf(int newest) => newest - PointMarking.MostDaysBack;

    /// <param name="former">The registration before, with the limits of all days.</param>
    /// <param name="newest">The newest day of the twin.</param>
    /// <param name="entry">That brings the later one.</param>
    public void Put(PointRecord former, int newest, in TwinEntry entry) =>
        _all.Add(new LimitDatedOver(former, OldestOf(newest), entry.Sequence, entry.ArrivedAt));

    /// <summary>What a day was judged by where a limit has been dated back over it since; null otherwise.</summary>
    /// <param name="day">Its number.</param>
    /// <param name="judgedBy">The entry that it was judged by last.</param>
    public LimitDatedOver? Of(int day, long judgedBy) =>
        _all.Find(over => day < over.Before && judgedBy < over.Entry);

    public void Write(EntryWriter writer)
    {
        writer.Unsigned((ulong)_all.Count);
        foreach (LimitDatedOver over in _all)
        {
            RegistryCodec.Write(writer, over.Former);
            writer.Int(over.Before);
            writer.Signed(over.Entry);
            writer.Time(over.TakenAt);
        }
    }

    public static LimitsDatedOver Read(ref EntryReader reader)
    {
        var limits = new LimitsDatedOver();
        for (int count = reader.Count(); count > 0; count--)
        {
            limits._all.Add(new LimitDatedOver(
                (PointRecord)RegistryCodec.Read(ref reader), reader.Int(), reader.Signed(), reader.Time()));
        }

        return limits;
    }
}

/// <summary>A registration that judged days which a later one is dated back over.</summary>
/// <param name="Former">With the limits of all days.</param>
/// <param name="Before">The first day that was judged again.</param>
/// <param name="Entry">The one that brought the later registration.</param>
/// <param name="TakenAt">When it came.</param>
public sealed record LimitDatedOver(PointRecord Former, int Before, long Entry, BeijingTime TakenAt)
{
    /// <summary>That a later limit is dated back over the day, in words.</summary>
    /// <param name="later">The bound that it has; null where it takes the limit away.</param>
    public string Words(string? later) => string.Create(
        CultureInfo.InvariantCulture,
        $"; {(later is null ? "that it has no limit" : $"a limit of {later}")} was registered on {TakenAt.Date:yyyy-MM-dd} and is ")
        + $"dated back over this day, which was judged by the limit of before and is not judged again: days more than "
        + $"{PointMarking.MostDaysBack} before the newest are not";
}
