using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Registry;

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

    /// <summary>
    /// Puts findings in place of those held in a scope. What is held is the content: raised and revised alike.
    /// </summary>
    /// <returns>The changes: withdrawn first, then raised and revised in the order given.</returns>
    public List<Finding> Exchange(
        Predicate<Finding> scope, List<Finding> grounded, Func<Finding, Finding> withdraw)
    {
        var changes = new List<Finding>();
        foreach (Finding former in _findings.Values.ToArray())
        {
            if (!scope(former) || grounded.Exists(finding => finding.Id == former.Id))
                continue;
            _findings.Remove(former.Id);
            changes.Add(withdraw(former));
        }

        foreach (Finding finding in grounded)
        {
            Finding content = finding with { State = FindingState.Raised };
            Finding? former = _findings.GetValueOrDefault(finding.Id);
            if (former == content)
                continue;
            _findings[finding.Id] = content;
            changes.Add(content with { State = former is null ? FindingState.Raised : FindingState.Revised });
        }

        return changes;
    }

    public int CountOf(string rule)
    {
        int count = 0;
        foreach (Finding finding in _findings.Values)
            count += finding.Rule == rule ? 1 : 0;
        return count;
    }

    /// <summary>How many twins have a finding of a kind.</summary>
    /// <param name="asOne">The twin that a twin is counted as.</param>
    public int TwinsOf(Func<Finding, bool> isOfKind, Func<TwinName, TwinName> asOne) =>
        _findings.Values.Where(isOfKind).Select(finding => asOne(finding.Twin)).Distinct().Count();

    public Finding? Find(string id) => _findings.GetValueOrDefault(id);

    public void Remove(string id) => _findings.Remove(id);

    public bool Has(string id) => _findings.ContainsKey(id);

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
