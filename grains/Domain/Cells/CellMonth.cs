using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Ranking;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Cells;

/// <summary>
/// A natural month of a 3 km cell: the high hours of its fine cells (累计高值), day by day, so that late data move the count;
/// the sum that its own monthly mean is made of, and where it stands by that mean in its city.
/// </summary>
public sealed class CellMonth(BeijingTime start) : IPage
{
    const int MostDays = 31;

    readonly SortedDictionary<(FactorCode Factor, CellId Cell), byte[]> _days = [];
    readonly SortedDictionary<FactorCode, HourSum> _sums = [];
    CellMean? _told;

    public PageId Id => new(PageKind.Month, start);

    public bool IsDirty { get; set; }

    public BeijingTime Start => start;

    /// <summary>The first instant of the next month.</summary>
    public BeijingTime End => NaturalMonth.Of(start).End;

    /// <summary>In force on the month, as told to the fine cells.</summary>
    public FindingSet Found { get; init; } = new();

    /// <summary>What the city told last of where the cell stands by this month; null before.</summary>
    public RanksTold? Ranks { get; private set; }

    public static PageId IdOf(BeijingTime time) => new(PageKind.Month, NaturalMonth.Of(time).Start);

    /// <returns>False when the day stands so already.</returns>
    public bool Set(FactorCode factor, CellId cell, BeijingTime day, int highHours)
    {
        if (!_days.TryGetValue((factor, cell), out byte[]? days))
        {
            if (highHours == 0)
                return false;
            _days[(factor, cell)] = days = new byte[MostDays];
        }

        ref byte held = ref days[day.Date.Day - 1];
        if (held == highHours)
            return false;
        held = (byte)highHours;
        if (!days.AsSpan().ContainsAnyExcept((byte)0))
            _days.Remove((factor, cell));
        IsDirty = true;
        return true;
    }

    /// <summary>Puts an hour mean in the place of another; none where the hour has, or had, none.</summary>
    public void Exchange(FactorCode factor, Exact before, Exact after)
    {
        HourSum sum = _sums.GetValueOrDefault(factor).Exchange(before, after);
        if (sum.Hours > 0)
            _sums[factor] = sum;
        else
            _sums.Remove(factor);
        IsDirty = true;
    }

    public CellMean MeanOf(FactorCode factor) => _sums.GetValueOrDefault(factor).Mean;

    /// <returns>False when the city was told so last.</returns>
    public bool Tell(CellMean mean)
    {
        if (_told == mean)
            return false;
        _told = mean;
        IsDirty = true;
        return true;
    }

    public void Take(RanksTold ranks)
    {
        Ranks = ranks;
        IsDirty = true;
    }

    public int HighHours(FactorCode factor, CellId cell)
    {
        int sum = 0;
        foreach (byte hours in HighHoursByDay(factor, cell))
            sum += hours;
        return sum;
    }

    /// <summary>High hours of the natural days, the first day of the month first; empty where there is none.</summary>
    public ReadOnlySpan<byte> HighHoursByDay(FactorCode factor, CellId cell) =>
        _days.TryGetValue((factor, cell), out byte[]? days) ? days : [];

    public void Write(EntryWriter writer)
    {
        writer.Time(start);
        writer.Unsigned((ulong)_days.Count);
        foreach (((FactorCode Factor, CellId Cell) key, byte[] days) in _days)
        {
            writer.Factor(key.Factor);
            writer.Text(key.Cell.ToString());
            foreach (byte hours in days)
                writer.Byte(hours);
        }

        Found.Write(writer);
        writer.Unsigned((ulong)_sums.Count);
        foreach ((FactorCode factor, HourSum sum) in _sums)
        {
            writer.Factor(factor);
            sum.Write(writer);
        }

        writer.Bool(_told is not null);
        _told?.Write(writer);
        writer.Bool(Ranks is not null);
        if (Ranks is not null)
            SignalCodec.WriteBody(writer, Ranks);
    }

    public static CellMonth Read(ref EntryReader reader)
    {
        BeijingTime start = reader.Time();
        int count = reader.Count();
        var read = new List<((FactorCode, CellId) Key, byte[] Days)>(count);
        for (; count > 0; count--)
        {
            (FactorCode, CellId) key = (reader.Factor(), CellId.Parse(reader.Text() ?? ""));
            var days = new byte[MostDays];
            for (int i = 0; i < days.Length; i++)
                days[i] = reader.Byte();
            read.Add((key, days));
        }

        var month = new CellMonth(start) { Found = FindingSet.Read(ref reader) };
        foreach (((FactorCode, CellId) key, byte[] days) in read)
            month._days.Add(key, days);
        for (int sums = reader.Count(); sums > 0; sums--)
            month._sums.Add(reader.Factor(), HourSum.Read(ref reader));
        month._told = reader.Bool() ? CellMean.Read(ref reader) : null;
        month.Ranks = reader.Bool() ? (RanksTold)SignalCodec.ReadBody(ref reader) : null;
        return month;
    }
}
