using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Incinerators;

/// <summary>One natural day of a furnace: temperature slots, hour and day means, the findings told on it.</summary>
public sealed class FurnaceDay(BeijingTime start) : IPage
{
    static readonly TemperatureSlots None = new();

    readonly SortedDictionary<TwinName, TemperatureSlots> _temperatures = [];
    readonly SortedDictionary<FactorCode, VerdictKind> _told = [];
    readonly SortedDictionary<(FactorCode Factor, TwinName Source, SamplePurpose Purpose), uint> _sampled = [];

    public PageId Id => new(PageKind.Day, start);

    public BeijingTime Start => start;

    public bool IsDirty { get; set; }

    public ToldMeans Means { get; init; } = new();

    /// <summary>In force on windows that begin on the day, told by points.</summary>
    public FindingSet Findings { get; init; } = new();

    /// <summary>In force by the furnace's own judgement.</summary>
    public OwnFindings Own { get; init; } = new();

    /// <summary>The entry that the day was judged by last.</summary>
    public long JudgedBy { get; set; }

    /// <summary>The first entry that brought a temperature of the day.</summary>
    public long FirstEntry { get; private set; }

    public long LastEntry { get; private set; }

    /// <summary>What the outlet was told last of a pollutant; at first that there is no verdict.</summary>
    public VerdictKind ToldOf(FactorCode factor) => _told.GetValueOrDefault(factor);

    public void SetTold(FactorCode factor, VerdictKind verdict)
    {
        if (verdict == VerdictKind.NotJudged)
            _told.Remove(factor);
        else
            _told[factor] = verdict;
    }

    /// <summary>Another outlet has been told nothing of the day.</summary>
    public void ForgetTold() => _told.Clear();

    /// <summary>The hours of a pollutant that were sampled by hand and told so, a bit each; of the source named, else of any.</summary>
    public uint SampledHours(FactorCode factor, TwinName? source) =>
        SampledFor(SamplePurpose.SelfMonitoring, factor, source) | SampledFor(SamplePurpose.Enforcement, factor, source);

    /// <summary>Those of them that were sampled for some purposes.</summary>
    public uint SampledHours(FactorCode factor, TwinName? source, ValueList<SamplePurpose> purposes)
    {
        uint hours = 0;
        foreach (SamplePurpose purpose in purposes.AsSpan())
            hours |= SampledFor(purpose, factor, source);
        return hours;
    }

    uint SampledFor(SamplePurpose purpose, FactorCode factor, TwinName? source) =>
        source is { } name && Means.Knows(name, factor)
            ? _sampled.GetValueOrDefault((factor, name, purpose))
            : _sampled.FirstOrDefault(held => held.Key.Factor == factor && held.Key.Purpose == purpose).Value;

    public void SetMean(TwinName source, MeanTold told)
    {
        Means.Set(source, told);
        if (told.Period != ObservationKind.Hour)
            return;
        SetSampled(source, told, SamplePurpose.SelfMonitoring);
        SetSampled(source, told, SamplePurpose.Enforcement);
    }

    void SetSampled(TwinName source, MeanTold told, SamplePurpose purpose)
    {
        (FactorCode, TwinName, SamplePurpose) key = (told.Factor, source, purpose);
        uint bit = 1u << told.Start.HourOfDay;
        uint hours = _sampled.GetValueOrDefault(key) & ~bit;
        if (told.Purpose == purpose)
            hours |= bit;
        if (hours == 0)
            _sampled.Remove(key);
        else
            _sampled[key] = hours;
    }

    public void SetTemperature(TwinName source, int slot, ToldMean mean, long entry)
    {
        if (!_temperatures.TryGetValue(source, out TemperatureSlots? slots))
            _temperatures[source] = slots = new TemperatureSlots();
        if (!slots.Set(slot, mean))
            return;
        FirstEntry = FirstEntry == 0 ? entry : FirstEntry;
        LastEntry = entry;
    }

    /// <summary>The slots that count: those of the point registered for it, else of the first point by name.</summary>
    public TemperatureSlots Temperatures(PointId? registered)
    {
        if (registered is { } point && _temperatures.TryGetValue(TwinName.Of(point), out TemperatureSlots? slots))
            return slots;
        return _temperatures.Values.FirstOrDefault() ?? None;
    }

    public void Write(EntryWriter writer)
    {
        writer.Time(start);
        writer.Unsigned((ulong)_temperatures.Count);
        foreach ((TwinName source, TemperatureSlots slots) in _temperatures)
        {
            writer.Text(source.ToString());
            slots.Write(writer);
        }

        Means.Write(writer);
        Findings.Write(writer);
        Own.Write(writer);
        writer.Signed(FirstEntry);
        writer.Signed(LastEntry);
        writer.Signed(JudgedBy);
        writer.Unsigned((ulong)_told.Count);
        foreach ((FactorCode factor, VerdictKind verdict) in _told)
        {
            writer.Factor(factor);
            writer.Byte((byte)verdict);
        }

        writer.Unsigned((ulong)_sampled.Count);
        foreach (((FactorCode factor, TwinName source, SamplePurpose purpose), uint hours) in _sampled)
        {
            writer.Factor(factor);
            writer.Text(source.ToString());
            writer.Byte((byte)purpose);
            writer.Unsigned(hours);
        }
    }

    public static FurnaceDay Read(ref EntryReader reader)
    {
        var start = reader.Time();
        var temperatures = new List<(TwinName Source, TemperatureSlots Slots)>();
        for (int count = reader.Count(); count > 0; count--)
            temperatures.Add((TwinName.Parse(reader.Text() ?? ""), TemperatureSlots.Read(ref reader)));
        var page = new FurnaceDay(start)
        {
            Means = ToldMeans.Read(ref reader),
            Findings = FindingSet.Read(ref reader),
            Own = OwnFindings.Read(ref reader),
            FirstEntry = reader.Signed(),
            LastEntry = reader.Signed(),
            JudgedBy = reader.Signed(),
        };
        foreach ((TwinName source, TemperatureSlots slots) in temperatures)
            page._temperatures.Add(source, slots);
        for (int count = reader.Count(); count > 0; count--)
            page._told.Add(reader.Factor(), (VerdictKind)reader.Byte());
        for (int count = reader.Count(); count > 0; count--)
        {
            page._sampled.Add(
                (reader.Factor(), TwinName.Parse(reader.Text() ?? ""), (SamplePurpose)reader.Byte()),
                (uint)reader.UnsignedUpTo(uint.MaxValue));
        }

        return page;
    }
}
