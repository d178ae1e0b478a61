using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;

namespace Qianliyan.Domain.Enterprises;

/// <summary>One natural day of the outlets of an enterprise that are registered as alike: the hours that each told.</summary>
public sealed class PeerDay
{
    readonly SortedDictionary<TwinName, Outlet> _outlets = [];

    /// <returns>False when the outlet stands so already.</returns>
    public bool Set(TwinName name, string group, ValueList<FactorHours> hours)
    {
        Outlet? former = _outlets.GetValueOrDefault(name);
        if (former is not null && former.Group == group && former.Hours == hours)
            return false;
        _outlets[name] = new Outlet(group, hours, former?.Told ?? 0);
        return true;
    }

    /// <summary>The medians of the others for each outlet to which they are new; they count as told from then on.</summary>
    /// <param name="least">Other outlets with a value in an hour, without which it has no median.</param>
    public List<(TwinName Outlet, ValueList<FactorHours> Medians)> TakeChanged(int least)
    {
        var changed = new List<(TwinName, ValueList<FactorHours>)>();
        foreach ((TwinName name, Outlet outlet) in _outlets.ToArray())
        {
            ValueList<FactorHours> medians = MediansFor(name, outlet, least);
            ulong fingerprint = Fingerprint.Of(medians);
            if (fingerprint == outlet.Told)
                continue;
            _outlets[name] = outlet with { Told = fingerprint };
            changed.Add((name, medians));
        }

        return changed;
    }

    public void Write(EntryWriter writer)
    {
        writer.Unsigned((ulong)_outlets.Count);
        foreach ((TwinName name, Outlet outlet) in _outlets)
        {
            writer.Text(name.ToString());
            writer.Text(outlet.Group);
            FactorHours.WriteAll(writer, outlet.Hours);
            writer.Unsigned(outlet.Told);
        }
    }

    public static PeerDay Read(ref EntryReader reader)
    {
        var day = new PeerDay();
        for (int count = reader.Count(); count > 0; count--)
        {
            var name = TwinName.Parse(reader.Text() ?? "");
            day._outlets.Add(
                name, new Outlet(reader.Text() ?? "", FactorHours.ReadAll(ref reader), reader.Unsigned()));
        }

        return day;
    }

    /// <summary>Of the factors that the outlet has told of itself, those with a median in any hour.</summary>
    ValueList<FactorHours> MediansFor(TwinName name, Outlet outlet, int least)
    {
        Outlet[] others =
            [.. _outlets.Where(other => other.Key != name && other.Value.Group == outlet.Group).Select(other => other.Value)];
        var factors = new List<FactorHours>();
        foreach (FactorHours own in outlet.Hours)
        {
            FactorHours[] like = [.. others.Select(other => other.Find(own.Factor)).OfType<FactorHours>()];
            var medians = new Exact[FactorHours.InDay];
            for (int hour = 0; hour < medians.Length; hour++)
                medians[hour] = PeerMedian.Of(like.Select(other => other.Hours[hour]), least);
            if (Array.Exists(medians, median => median.HasValue))
                factors.Add(new FactorHours(own.Factor, [.. medians]));
        }

        return [.. factors];
    }

    /// <param name="Group">The tag that names its like.</param>
    /// <param name="Hours">Of running hours.</param>
    /// <param name="Told">Stands for the medians that it was told last; 0 before.</param>
    sealed record Outlet(string Group, ValueList<FactorHours> Hours, ulong Told)
    {
        public FactorHours? Find(FactorCode factor)
        {
            foreach (FactorHours hours in Hours.AsSpan())
            {
                if (hours.Factor == factor)
                    return hours;
            }

            return null;
        }
    }
}
