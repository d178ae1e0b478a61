using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Cells;

/// <summary>A natural day of the fine cells of a 3 km cell beside their neighbours.</summary>
public sealed class ContrastDay
{
    const int Hours = 24;

    readonly SortedDictionary<(FactorCode Factor, CellId Cell), ContrastState[]> _hours = [];

    /// <summary>In force on episodes that begin in this day, as told to the fine cells.</summary>
    public FindingSet Found { get; init; } = new();

    /// <returns>False when the hour stands so already.</returns>
    public bool Set(FactorCode factor, CellId cell, int hourOfDay, ContrastState state)
    {
        if (!_hours.TryGetValue((factor, cell), out ContrastState[]? hours))
        {
            if (state == ContrastState.Unknown)
                return false;
            _hours[(factor, cell)] = hours = new ContrastState[Hours];
        }

        if (hours[hourOfDay] == state)
            return false;
        hours[hourOfDay] = state;
        // What is kept follows from the content alone, not from the way to it.
        if (!hours.AsSpan().ContainsAnyExcept(ContrastState.Unknown))
            _hours.Remove((factor, cell));
        return true;
    }

    /// <summary>The 24 hours of a fine cell; all unknown where nothing was judged.</summary>
    public ReadOnlySpan<ContrastState> Of(FactorCode factor, CellId cell) =>
        _hours.TryGetValue((factor, cell), out ContrastState[]? hours) ? hours : new ContrastState[Hours];

    public void Write(EntryWriter writer)
    {
        writer.Unsigned((ulong)_hours.Count);
        foreach (((FactorCode Factor, CellId Cell) key, ContrastState[] hours) in _hours)
        {
            writer.Factor(key.Factor);
            writer.Text(key.Cell.ToString());
            foreach (ContrastState hour in hours)
                writer.Byte((byte)hour);
        }

        Found.Write(writer);
    }

    public static ContrastDay Read(ref EntryReader reader)
    {
        int count = reader.Count();
        var read = new List<((FactorCode, CellId) Key, ContrastState[] Hours)>(count);
        for (; count > 0; count--)
        {
            (FactorCode, CellId) key = (reader.Factor(), CellId.Parse(reader.Text() ?? ""));
            var hours = new ContrastState[Hours];
            for (int i = 0; i < hours.Length; i++)
                hours[i] = (ContrastState)reader.Byte();
            read.Add((key, hours));
        }

        var day = new ContrastDay { Found = FindingSet.Read(ref reader) };
        foreach (((FactorCode, CellId) key, ContrastState[] hours) in read)
            day._hours.Add(key, hours);
        return day;
    }
}
