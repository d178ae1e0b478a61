using System.Runtime.InteropServices;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>
/// The hours over their limit by samples that prevail, as long as they bear on the level of the point, in order of hour and
/// factor. A laboratory takes days: what counts is when each became known.
/// </summary>
public sealed class SamplesOver
{
    readonly List<SampleOver> _over = [];

    /// <summary>Valid until the next change.</summary>
    public ReadOnlySpan<SampleOver> All => CollectionsMarshal.AsSpan(_over);

    public void Put(SampleOver over)
    {
        Remove(over.Hour, over.Factor);
        int place = _over.FindIndex(
            held => held.Hour > over.Hour || (held.Hour == over.Hour && held.Factor.CompareTo(over.Factor) > 0));
        _over.Insert(place < 0 ? _over.Count : place, over);
    }

    /// <returns>What was held of the hour; null when nothing was.</returns>
    public SampleOver? Remove(BeijingTime hour, FactorCode factor)
    {
        int index = _over.FindIndex(held => held.Hour == hour && held.Factor == factor);
        if (index < 0)
            return null;
        SampleOver held = _over[index];
        _over.RemoveAt(index);
        return held;
    }

    /// <summary>Forgets those whose last ground is as old as a time.</summary>
    public void ForgetUntil(BeijingTime time) => _over.RemoveAll(held => held.End <= time);

    public void Write(EntryWriter writer)
    {
        writer.Unsigned((ulong)_over.Count);
        foreach (SampleOver over in _over)
        {
            writer.Time(over.Hour);
            writer.Factor(over.Factor);
            writer.Time(over.Known);
        }
    }

    public static SamplesOver Read(ref EntryReader reader)
    {
        var samples = new SamplesOver();
        for (int count = reader.Count(); count > 0; count--)
            samples._over.Add(new SampleOver(reader.Time(), reader.Factor(), reader.Time()));
        return samples;
    }
}

/// <summary>An hour over its limit by a sample.</summary>
/// <param name="Hour">Its start.</param>
/// <param name="Known">When the sample, or the last change of its value, arrived.</param>
public readonly record struct SampleOver(BeijingTime Hour, FactorCode Factor, BeijingTime Known)
{
    /// <summary>
    /// The end of its ground: a daily mean over its limit is one on its own day and the next, a sample on the natural day that
    /// it became known on and the next.
    /// </summary>
    public BeijingTime End => Known.StartOfDay.AddSeconds(2 * (long)BeijingTime.SecondsPerDay);
}
