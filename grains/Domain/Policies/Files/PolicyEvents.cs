using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Qianliyan.Domain.Policies.Files;

/// <summary>
/// Nodes as the events of a YAML parser. The index of an event's mark is the number of its node, which leads an error
/// of the reader back to path and file.
/// </summary>
sealed class PolicyEvents : IParser
{
    readonly List<(PolicyNode Node, string Path)> _nodes = [];
    readonly List<ParsingEvent> _events = [];
    int _read;

    public PolicyEvents(PolicyMap root)
    {
        _events.Add(new StreamStart());
        _events.Add(new DocumentStart(null, null, isImplicit: true, default, default));
        Emit(root, "");
        _events.Add(new DocumentEnd(isImplicit: true));
        _events.Add(new StreamEnd());
    }

    public ParsingEvent? Current { get; private set; }

    public bool MoveNext()
    {
        Current = _read < _events.Count ? _events[_read++] : null;
        return Current is not null;
    }

    public PolicyFault FaultAt(Mark mark, string reason)
    {
        (PolicyNode node, string path) = _nodes[(int)Math.Min(mark.Index, _nodes.Count - 1)];
        return PolicyFault.At(node, path, reason);
    }

    void Emit(PolicyNode node, string path)
    {
        Mark mark = MarkOf(node, path);
        switch (node)
        {
            case PolicyMap map:
                _events.Add(new MappingStart(default, default, isImplicit: true, MappingStyle.Block, mark, mark));
                foreach (PolicyField field in map.Fields)
                {
                    string inner = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
                    Mark name = MarkOf(field.Value, inner);
                    _events.Add(new Scalar(
                        default, default, field.Name, ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: false,
                        name, name));
                    Emit(field.Value, inner);
                }

                _events.Add(new MappingEnd(mark, mark));
                break;
            case PolicyList list:
                _events.Add(new SequenceStart(default, default, isImplicit: true, SequenceStyle.Block, mark, mark));
                for (int i = 0; i < list.Items.Count; i++)
                    Emit(list.Items[i], $"{path}[{i}]");
                _events.Add(new SequenceEnd(mark, mark));
                break;
            case PolicyScalar scalar:
                ScalarStyle style = scalar.IsQuoted ? ScalarStyle.DoubleQuoted : ScalarStyle.Plain;
                _events.Add(new Scalar(
                    default, default, scalar.Text, style, !scalar.IsQuoted, scalar.IsQuoted, mark, mark));
                break;
        }
    }

    Mark MarkOf(PolicyNode node, string path)
    {
        _nodes.Add((node, path));
        return new Mark(_nodes.Count - 1, node.Place.Line, node.Place.Column);
    }
}
