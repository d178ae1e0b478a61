using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;

namespace Qianliyan.Domain.Enterprises;

/// <summary>
/// Findings in force, by id: raised and revised ones replace, withdrawn ones leave. A twin tells its findings in order,
/// so the last word on an id stands, whatever other twins told in between.
/// </summary>
public sealed class FindingSet
{
    readonly SortedDictionary<string, Finding> _findings = new(StringComparer.Ordinal);

    public int Count => _findings.Count;

    /// <summary>In order of id.</summary>
    public IReadOnlyCollection<Finding> InForce => _findings.Values;

    public Finding? Find(string id) => _findings.GetValueOrDefault(id);

    /// <returns>False when nothing changed.</returns>
    public bool Take(Finding finding)
    {
        if (finding.State == FindingState.Withdrawn)
            return _findings.Remove(finding.Id);
        if (_findings.TryGetValue(finding.Id, out Finding? held) && held == finding)
            return false;
        _findings[finding.Id] = finding;
        return true;
    }

    public int CountOf(string rule)
    {
        int count = 0;
        foreach (Finding finding in _findings.Values)
            count += finding.Rule == rule ? 1 : 0;
        return count;
    }

    public void RemoveWhere(Predicate<Finding> gone)
    {
        foreach (Finding finding in _findings.Values.Where(finding => gone(finding)).ToArray())
            _findings.Remove(finding.Id);
    }

    public void Write(EntryWriter writer)
    {
        writer.Unsigned((ulong)_findings.Count);
        foreach (Finding finding in _findings.Values)
            FindingCodec.Write(writer, finding);
    }

    public static FindingSet Read(ref EntryReader reader)
    {
        var set = new FindingSet();
        for (int count = reader.Count(); count > 0; count--)
        {
            Finding finding = FindingCodec.Read(ref reader);
            set._findings.Add(finding.Id, finding);
        }

        return set;
    }
}
