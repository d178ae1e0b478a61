using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>
/// One natural day of a point: its 24 hours and itself, per factor, with what has been found on them.
/// </summary>
public sealed class DayPage(BeijingTime start) : IPage
{
    FactorDay?[] _factors = [];

    public PageId Id => new(PageKind.Day, start);

    public bool IsDirty { get; set; }

    public BeijingTime Start => start;

    /// <summary>
    /// The tag that named the point's like when the enterprise was told of the day; null where it was told nothing.
    /// </summary>
    public string? Group { get; private set; }

    /// <summary>Stands for the hours that the enterprise was told last; 0 for none.</summary>
    public ulong ToldHours { get; private set; }

    /// <summary>The medians of like outlets; empty of a day that none were told of.</summary>
    public ValueList<FactorHours> Peers { get; set; }

    /// <summary>Of a factor, by hour of the day; empty where none were told.</summary>
    public ReadOnlySpan<Exact> PeersOf(FactorCode code)
    {
        foreach (FactorHours peers in Peers.AsSpan())
        {
            if (peers.Factor == code)
                return peers.Hours.AsSpan();
        }

        return [];
    }

    /// <summary>Remembers what the enterprise is told of the day.</summary>
    public void Tell(string group, ulong hours)
    {
        Group = group;
        ToldHours = hours;
        IsDirty = true;
    }

    public FactorDay Of(int factor)
    {
        if (factor >= _factors.Length)
            Array.Resize(ref _factors, factor + 1);
        return _factors[factor] ??= new FactorDay();
    }

    /// <summary>Whether the device has reported the mean of the day for any factor.</summary>
    public bool HasReportedDay
    {
        get
        {
            bool has = false;
            foreach (FactorDay? factor in _factors)
                has |= factor is { ReportedDay.IsSet: true };
            return has;
        }
    }

    public FactorDay? Find(int factor) => factor < _factors.Length ? _factors[factor] : null;

    public void Write(EntryWriter writer)
    {
        writer.Time(start);
        writer.Unsigned((ulong)_factors.Length);
        foreach (FactorDay? factor in _factors)
        {
            writer.Bool(factor is not null);
            factor?.Write(writer);
        }

        writer.Text(Group);
        writer.Unsigned(ToldHours);
        FactorHours.WriteAll(writer, Peers);
    }

    public static DayPage Read(ref EntryReader reader)
    {
        var page = new DayPage(reader.Time());
        page._factors = new FactorDay?[reader.Count()];
        for (int i = 0; i < page._factors.Length; i++)
            page._factors[i] = reader.Bool() ? FactorDay.Read(ref reader) : null;
        page.Group = reader.Text();
        page.ToldHours = reader.Unsigned();
        page.Peers = FactorHours.ReadAll(ref reader);
        return page;
    }
}
