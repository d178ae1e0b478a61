using Qianliyan.Domain.Policies;
using YamlDotNet.RepresentationModel;

namespace Qianliyan.Rules.Tests;

/// <summary>The national policy with other values at some paths, or with a regional one over it.</summary>
static class PolicyWith
{
    public static Policy Of(RuleCase rule) => rule.Local is { } local
        ? PolicyFile.Parse($"extends: {PolicyFile.NationalName}\n{local}")
        : Values(rule.Policy);

    /// <summary>That of a case with other values still.</summary>
    public static Policy Of(RuleCase rule, Dictionary<string, string> values) =>
        Values(new Dictionary<string, string>(
            [.. rule.Policy.Where(value => !values.ContainsKey(value.Key)), .. values]));

    static Policy Values(Dictionary<string, string> values)
    {
        if (values.Count == 0)
            return PolicyFile.National;
        using Stream stream = typeof(PolicyFile).Assembly.GetManifestResourceStream(
            "Qianliyan.Domain.Policies.national.yaml")!;
        using var reader = new StreamReader(stream);
        var yaml = new YamlStream();
        yaml.Load(reader);
        foreach ((string path, string value) in values)
            Set((YamlMappingNode)yaml.Documents[0].RootNode, path.Split('.'), value);
        using var writer = new StringWriter();
        yaml.Save(writer, assignAnchors: false);
        return PolicyFile.Parse(writer.ToString());
    }

    /// <summary>Of a list the item of a name is set, as in <c>furnace.budget.year.startStop.eventHours</c>.</summary>
    static void Set(YamlMappingNode map, ReadOnlySpan<string> path, string value)
    {
        if (!map.Children.TryGetValue(path[0], out YamlNode? child))
            throw new FormatException($"The policy has no '{path[0]}'.");
        if (path.Length == 1 && child is YamlSequenceNode list)
            SetAll(list, value);
        else if (path.Length == 1)
            ((YamlScalarNode)child).Value = value;
        else if (child is YamlSequenceNode items)
            Set(Item(items, path[1]), path[2..], value);
        else
            Set((YamlMappingNode)child, path[1..], value);
    }

    static YamlMappingNode Item(YamlSequenceNode items, string name) =>
        items.Children.OfType<YamlMappingNode>()
            .FirstOrDefault(item => item.Children.TryGetValue("name", out YamlNode? given) && given.ToString() == name)
        ?? throw new FormatException($"The policy has no item '{name}'.");

    /// <param name="list">Loses what it has.</param>
    /// <param name="values">Set apart by blanks; empty for none.</param>
    static void SetAll(YamlSequenceNode list, string values)
    {
        list.Children.Clear();
        foreach (string value in values.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            list.Add(value);
    }
}
