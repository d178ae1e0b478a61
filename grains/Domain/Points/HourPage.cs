using System.Runtime.InteropServices;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>One hour of a point: what came in it, as far as the hour's means need it.</summary>
public sealed class HourPage(BeijingTime start) : IPage
{
    readonly List<ulong> _seen = [];
    readonly List<MinuteSlot> _slots = [];
    InstantSums[] _sums = [];

    public PageId Id => new(PageKind.Hour, start);

    public bool IsDirty { get; set; }

    public BeijingTime Start => start;

    /// <summary>Sequence numbers of the first and last entry that went in.</summary>
    public long FirstEntry { get; private set; }

    public long LastEntry { get; private set; }

    /// <summary>When the first of it arrived.</summary>
    public BeijingTime FirstArrival { get; private set; }

    /// <summary>Furnace temperatures that five-minute means are made of; null where there are none.</summary>
    public FurnaceSlots? Furnace { get; set; }

    public void Touch(long sequence, BeijingTime arrival)
    {
        if (!FirstArrival.IsSet || arrival < FirstArrival)
            FirstArrival = arrival;
        if (FirstEntry == 0)
            FirstEntry = sequence;
        LastEntry = sequence;
        IsDirty = true;
    }

    /// <summary>Whether this very upload of instants came before.</summary>
    public bool HasSeen(ulong fingerprint)
    {
        for (int i = _seen.Count - 1; i >= 0; i--)
        {
            if (_seen[i] == fingerprint)
                return true;
        }

        return false;
    }

    /// <summary>Remembers an upload of instants.</summary>
    /// <returns>False when the same factors of the same second came before with other content.</returns>
    public bool Remember(ulong fingerprint)
    {
        bool conflict = false;
        foreach (ulong seen in _seen)
            conflict |= Fingerprint.SameSecondAndFactors(seen, fingerprint);
        if (HasSeen(fingerprint))
            return !conflict;
        MakeRoom(_seen);
        _seen.Add(fingerprint);
        return !conflict;
    }

    public InstantSums FindSums(int factor) => factor < _sums.Length ? _sums[factor] : default;

    public ref InstantSums SumsOf(int factor)
    {
        if (factor >= _sums.Length)
            Array.Resize(ref _sums, factor + 1);
        return ref _sums[factor];
    }

    public MinuteSlot? FindSlot(int factor, int minute, int length)
    {
        int index = IndexOf(factor, minute, length);
        return index >= 0 ? _slots[index] : null;
    }

    /// <summary>
    /// Sets a minute record; a later one for the same minute and of the same length replaces it (last arrival counts).
    /// Five-minute furnace temperatures and the ten-minute records of the same factor stand side by side.
    /// </summary>
    public void SetSlot(MinuteSlot slot)
    {
        int index = IndexOf(slot.Factor, slot.Minute, slot.Length);
        if (index >= 0)
        {
            _slots[index] = slot with { IsOnTime = slot.IsOnTime || _slots[index].IsOnTime };
            return;
        }

        MakeRoom(_slots);
        _slots.Insert(~index, slot);
    }

    /// <summary>Grows by a quarter and not by half: an open hour is in memory for every point.</summary>
    static void MakeRoom<T>(List<T> list)
    {
        if (list.Count == list.Capacity)
            list.Capacity = list.Count + Math.Max(4, list.Count / 4);
    }

    /// <summary>The minute records of a factor, by minute, then by length.</summary>
    public ReadOnlySpan<MinuteSlot> SlotsOf(int factor)
    {
        int first = IndexOf(factor, minute: 0, length: 0);
        first = first >= 0 ? first : ~first;
        int count = 0;
        while (first + count < _slots.Count && _slots[first + count].Factor == factor)
            count++;
        return CollectionsMarshal.AsSpan(_slots).Slice(first, count);
    }

    int IndexOf(int factor, int minute, int length)
    {
        int key = KeyOf(factor, minute, length);
        int low = 0, high = _slots.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            MinuteSlot slot = _slots[middle];
            int held = KeyOf(slot.Factor, slot.Minute, slot.Length);
            if (held == key)
                return middle;
            if (held < key)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }

    static int KeyOf(int factor, int minute, int length) => (factor << 12) | (minute << 6) | length;

    public void Write(EntryWriter writer)
    {
        writer.Time(start);
        writer.Signed(FirstEntry);
        writer.Signed(LastEntry);
        writer.Time(FirstArrival);
        writer.Unsigned((ulong)_seen.Count);
        foreach (ulong seen in _seen)
            writer.Unsigned(seen);
        writer.Unsigned((ulong)_sums.Length);
        foreach (ref readonly InstantSums sums in _sums.AsSpan())
            sums.Write(writer);
        writer.Unsigned((ulong)_slots.Count);
        foreach (MinuteSlot slot in _slots)
            slot.Write(writer);
        writer.Bool(Furnace is not null);
        Furnace?.Write(writer);
    }

    public static HourPage Read(ref EntryReader reader)
    {
        var page = new HourPage(reader.Time())
        {
            FirstEntry = reader.Signed(),
            LastEntry = reader.Signed(),
            FirstArrival = reader.Time(),
        };
        for (int count = reader.Count(); count > 0; count--)
            page._seen.Add(reader.Unsigned());
        page._sums = new InstantSums[reader.Count()];
        for (int i = 0; i < page._sums.Length; i++)
            page._sums[i] = InstantSums.Read(ref reader);
        for (int count = reader.Count(); count > 0; count--)
            page._slots.Add(MinuteSlot.Read(ref reader));
        page.Furnace = reader.Bool() ? FurnaceSlots.Read(ref reader) : null;
        return page;
    }
}
