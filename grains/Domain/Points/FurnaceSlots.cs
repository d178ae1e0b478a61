using System.Numerics;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>
/// The furnace temperatures of one hour that came otherwise than as five-minute means: what a slot's mean is made of, and
/// what has been told of it.
/// </summary>
public sealed class FurnaceSlots
{
    readonly List<FurnaceSample> _samples = [];
    Exact[] _told = [];

    /// <summary>The second of the hour of the newest sample.</summary>
    public int Newest => _samples.Count == 0 ? 0 : _samples[^1].Second;

    /// <summary>A later sample of the same second and length replaces what it tells (last arrival counts).</summary>
    public void Set(FurnaceSample sample)
    {
        int place = _samples.FindLastIndex(held => KeyOf(held) <= KeyOf(sample));
        if (place >= 0 && KeyOf(_samples[place]) == KeyOf(sample))
            _samples[place] = _samples[place].With(sample);
        else
            _samples.Insert(place + 1, sample);
    }

    /// <summary>
    /// The mean of a slot: of means before instants, and of the device's own temperature before that of its sections.
    /// None where too little came.
    /// </summary>
    /// <param name="slot">Counted from the start of the hour.</param>
    /// <param name="slotMinutes">Minutes of a slot.</param>
    /// <param name="least">Minutes of the slot that data must have come for.</param>
    public Exact MeanOf(int slot, int slotMinutes, int least)
    {
        int first = slot * slotMinutes, end = first + slotMinutes;
        decimal? mean = MeanOf(first, end, least, isInstant: false, isDevice: true)
            ?? MeanOf(first, end, least, isInstant: false, isDevice: false)
            ?? MeanOf(first, end, least, isInstant: true, isDevice: true)
            ?? MeanOf(first, end, least, isInstant: true, isDevice: false);
        return mean is { } celsius ? Exact.From(celsius) : Exact.None;
    }

    /// <summary>The device's own mean has taken the place of what was told of a slot.</summary>
    public void Forget(int slot)
    {
        if (slot < _told.Length)
            _told[slot] = default;
    }

    /// <returns>False when the same was told of the slot.</returns>
    public bool Tell(int slot, Exact mean)
    {
        if (slot >= _told.Length)
            Array.Resize(ref _told, slot + 1);
        if (_told[slot] == mean)
            return false;
        _told[slot] = mean;
        return true;
    }

    public void Write(EntryWriter writer)
    {
        writer.Unsigned((ulong)_samples.Count);
        foreach (FurnaceSample sample in _samples)
            sample.Write(writer);
        writer.Unsigned((ulong)_told.Length);
        foreach (Exact told in _told)
            writer.Exact(told);
    }

    public static FurnaceSlots Read(ref EntryReader reader)
    {
        var slots = new FurnaceSlots();
        for (int count = reader.Count(); count > 0; count--)
            slots._samples.Add(FurnaceSample.Read(ref reader));
        slots._told = new Exact[reader.Count()];
        for (int i = 0; i < slots._told.Length; i++)
            slots._told[i] = reader.Exact();
        return slots;
    }

    decimal? MeanOf(int first, int end, int least, bool isInstant, bool isDevice)
    {
        decimal sum = 0;
        int weight = 0;
        ulong covered = 0;
        foreach (FurnaceSample sample in _samples)
        {
            int minute = sample.Second / BeijingTime.SecondsPerMinute;
            int minutes = Math.Max((int)sample.Minutes, 1);
            if (minute < first || minute + minutes > end || sample.Minutes == 0 != isInstant)
                continue;
            decimal? celsius = isDevice
                ? sample.Device.OrNull
                : SectionTemperature.Of(sample.Upper.OrNull, sample.Middle.OrNull);
            if (celsius is null)
                continue;
            sum += minutes * celsius.Value;
            weight += minutes;
            covered |= ((1UL << minutes) - 1) << minute;
        }

        return weight == 0 || BitOperations.PopCount(covered) < least ? null : sum / weight;
    }

    static int KeyOf(FurnaceSample sample) => sample.Second << 8 | sample.Minutes;
}
