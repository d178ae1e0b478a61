using Qianliyan.Domain.Policies.Files;

namespace Qianliyan.Domain.Policies;

/// <summary>
/// In what two policies differ, value by value, in the order of their files. Values are compared as they were written
/// but for the zeros behind a decimal point. An item of a list is found again by the fields that say what it is about,
/// such as factor, name and first day, wherever it stands.
/// </summary>
public static class PolicyDifference
{
    /// <summary>The fields that tell items of a list apart, as far as an item has them.</summary>
    static readonly string[] KeyFields =
        ["act", "name", "factor", "systems", "kinds", "industries", "region", "referenceOxygen", "from", "validFrom"];

    public static IReadOnlyList<PolicyChange> Between(PolicyDocument before, PolicyDocument after)
    {
        var changes = new List<PolicyChange>();
        Compare("", before.Root, after.Root, changes);
        return changes;
    }

    static void Compare(string path, PolicyNode before, PolicyNode after, List<PolicyChange> changes)
    {
        if (before is PolicyMap fieldsBefore && after is PolicyMap fieldsAfter)
        {
            int first = changes.Count;
            string dot = path.Length > 0 ? "." : "";
            CompareNamed(
                [.. fieldsBefore.Fields.Select(field => ($"{path}{dot}{field.Name}", field.Value))],
                [.. fieldsAfter.Fields.Select(field => ($"{path}{dot}{field.Name}", field.Value))],
                changes);
            string? clause = ClauseOf(after) ?? ClauseOf(before);
            for (int i = first; i < changes.Count; i++)
                changes[i] = changes[i] with { Clause = changes[i].Clause ?? clause };
        }
        else if (before is PolicyList { Items: var itemsBefore } && after is PolicyList { Items: var itemsAfter }
            && itemsBefore.Concat(itemsAfter).All(item => item is PolicyMap))
        {
            CompareNamed(Keyed(path, itemsBefore), Keyed(path, itemsAfter), changes);
        }
        else if (TextOf(before) != TextOf(after))
        {
            changes.Add(new PolicyChange(path, TextOf(before), TextOf(after), ClauseOf(after) ?? ClauseOf(before)));
        }
    }

    static void CompareNamed(
        List<(string Path, PolicyNode Node)> before, List<(string Path, PolicyNode Node)> after,
        List<PolicyChange> changes)
    {
        Dictionary<string, PolicyNode> later = after.ToDictionary(each => each.Path, each => each.Node);
        foreach ((string path, PolicyNode node) in before)
        {
            if (later.Remove(path, out PolicyNode? same))
                Compare(path, node, same, changes);
            else
                changes.Add(new PolicyChange(path, TextOf(node), null, ClauseOf(node)));
        }

        changes.AddRange(after
            .Where(each => later.ContainsKey(each.Path))
            .Select(each => new PolicyChange(each.Path, null, TextOf(each.Node), ClauseOf(each.Node))));
    }

    static List<(string Path, PolicyNode Node)> Keyed(string path, IEnumerable<PolicyNode> items)
    {
        var keyed = new List<(string Path, PolicyNode Node)>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (PolicyMap item in items.Cast<PolicyMap>())
        {
            string key = string.Join(
                ", ", item.Fields.Where(field => KeyFields.Contains(field.Name)).Select(field => TextOf(field.Value)));
            seen[key] = seen.GetValueOrDefault(key) + 1;
            string twin = seen[key] > 1 ? $" #{seen[key]}" : "";
            keyed.Add(($"{path}[{key}{twin}]", item));
        }

        return keyed;
    }

    static string TextOf(PolicyNode node) => node switch
    {
        PolicyMap map =>
            $"{{ {string.Join(", ", map.Fields.Select(field => $"{field.Name}: {TextOf(field.Value)}"))} }}",
        PolicyList list => $"[{string.Join(", ", list.Items.Select(TextOf))}]",
        PolicyScalar { IsQuoted: false } scalar => PolicyValue.WithoutTrailingZeros(scalar.Text),
        _ => ((PolicyScalar)node).Text,
    };

    /// <summary>The comment behind a value; of a section or item its own clause and source.</summary>
    static string? ClauseOf(PolicyNode node) => node switch
    {
        PolicyScalar scalar => scalar.Comment,
        PolicyMap map when map.TextOf("clause") is { } clause =>
            map.TextOf("source") is { } source ? $"{clause}; {source}" : clause,
        PolicyMap map => map.TextOf("source"),
        _ => null,
    };
}
