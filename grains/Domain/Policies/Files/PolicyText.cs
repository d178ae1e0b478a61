using Qianliyan.Domain.Registry;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Qianliyan.Domain.Policies.Files;

/// <summary>
/// Reads the YAML of a policy file as nodes that know their line. Of YAML only sections, lists and values are taken:
/// one document, no anchors, every field once.
/// </summary>
sealed class PolicyText
{
    /// <summary>Deeper than any policy; a text nested without end must not exhaust the stack.</summary>
    const int DeepestLevel = 12;

    readonly string _file;
    readonly string[] _lines;
    readonly Parser _parser;
    readonly List<PolicyFault> _faults = [];
    int _level;

    PolicyText(string file, string yaml)
    {
        _file = file;
        _lines = yaml.Split('\n');
        _parser = new Parser(new StringReader(yaml));
    }

    /// <exception cref="PolicyFileException">Not such YAML, or not a section.</exception>
    public static PolicyMap Read(string file, string yaml)
    {
        var text = new PolicyText(file, yaml);
        PolicyNode? root = null;
        try
        {
            root = text.Root();
        }
        catch (YamlException e)
        {
            text.Fault(text.PlaceOf(e), "", $"is no YAML: {e.Message}");
        }
        catch (InvalidOperationException)
        {
            // The scanner meets some broken plain values with this instead of an error of its own.
            text.Fault(text._parser.Current?.End ?? new Mark(0, 1, 1), "", "is no YAML from here on");
        }

        if (text._faults.Count == 0 && root is not PolicyMap)
            text.Fault(new Mark(0, 1, 1), "", root is null ? "the file is empty" : "the file has no sections");
        return text._faults.Count == 0 ? (PolicyMap)root! : throw new PolicyFileException(text._faults);
    }

    /// <summary>A tab is reported at the section that it stands in, which may be lines before it.</summary>
    Mark PlaceOf(YamlException e)
    {
        if (!e.Message.Contains("tab", StringComparison.Ordinal))
            return e.Start;
        for (long line = e.Start.Line; line <= _lines.Length; line++)
        {
            string text = _lines[line - 1];
            int indent = text.Length - text.TrimStart().Length;
            int tab = text.IndexOf('\t', StringComparison.Ordinal);
            if (tab >= 0 && tab < indent && indent < text.Length && text[indent] != '#')
                return new Mark(0, line, tab + 1);
        }

        return e.Start;
    }

    PolicyNode? Root()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
            return null;
        PolicyNode root = Node("");
        _parser.Consume<DocumentEnd>();
        if (_parser.Current is DocumentStart second)
            Fault(second.Start, "", "a policy file holds one document");
        return root is PolicyScalar { Text: "", IsQuoted: false } ? null : root;
    }

    PolicyNode Node(string path)
    {
        if (_level == DeepestLevel)
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, "sections are nested too deep");
        _level++;
        PolicyNode node = NodeWithin(path);
        _level--;
        return node;
    }

    PolicyNode NodeWithin(string path)
    {
        if (_parser.Current is NodeEvent { Anchor.IsEmpty: false } or AnchorAlias)
            Fault(_parser.Current.Start, path, "anchors and aliases have no place in a policy file");
        if (_parser.TryConsume<MappingStart>(out var map))
            return Map(path, map.Start);
        if (_parser.TryConsume<SequenceStart>(out var list))
            return List(path, list.Start);
        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return new PolicyScalar(At(alias.Start), alias.Value.ToString(), IsQuoted: true, Comment: null);
        Scalar scalar = _parser.Consume<Scalar>();
        return new PolicyScalar(
            At(scalar.Start), scalar.Value, scalar.Style != ScalarStyle.Plain, CommentAt(scalar.End));
    }

    PolicyMap Map(string path, Mark start)
    {
        var fields = new List<PolicyField>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.TryConsume<Scalar>(out var name))
            {
                Fault(_parser.Current!.Start, path, "a field's name must be a word");
                Node(path);
                Node(path);
                continue;
            }

            string inner = path.Length == 0 ? name.Value : $"{path}.{name.Value}";
            if (!names.Add(name.Value))
                Fault(name.Start, inner, "stands here a second time");
            fields.Add(new PolicyField(At(name.Start), name.Value, Node(inner)));
        }

        return new PolicyMap(At(start), fields.ToValueList());
    }

    PolicyList List(string path, Mark start)
    {
        var items = new List<PolicyNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node($"{path}[{items.Count}]"));
        return new PolicyList(At(start), items.ToValueList());
    }

    /// <summary>The comment behind a value, where nothing else stands between.</summary>
    string? CommentAt(Mark end)
    {
        if (end.Line > _lines.Length || end.Column - 1 > _lines[end.Line - 1].Length)
            return null;
        ReadOnlySpan<char> rest = _lines[end.Line - 1].AsSpan((int)end.Column - 1).Trim();
        return rest.StartsWith('#') ? rest.TrimStart('#').Trim().ToString() : null;
    }

    PolicyPlace At(Mark mark) => new(_file, (int)mark.Line, (int)mark.Column);

    void Fault(Mark mark, string path, string reason) => _faults.Add(new PolicyFault(At(mark), path, "", reason));
}
