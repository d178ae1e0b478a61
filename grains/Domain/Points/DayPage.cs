using Qianliyan.Domain.Codec;
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
    }

    public static DayPage Read(ref EntryReader reader)
    {
        var page = new DayPage(reader.Time());
        page._factors = new FactorDay?[reader.Count()];
        for (int i = 0; i < page._factors.Length; i++)
            page._factors[i] = reader.Bool() ? FactorDay.Read(ref reader) : null;
        return page;
    }
}
