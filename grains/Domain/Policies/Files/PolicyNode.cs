using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Policies.Files;

/// <summary>A part of a policy file as it was written: a section, a list or a value.</summary>
/// <param name="Place">Where it begins.</param>
public abstract record PolicyNode(PolicyPlace Place);

/// <summary>A section: fields in the order of the file.</summary>
public sealed record PolicyMap(PolicyPlace Place, ValueList<PolicyField> Fields) : PolicyNode(Place)
{
    public PolicyNode? Find(string name) => Fields.FirstOrDefault(field => field.Name == name)?.Value;

    /// <summary>The text of a field that is a value.</summary>
    public string? TextOf(string name) => (Find(name) as PolicyScalar)?.Text;

    /// <summary>The section with a field in place of its namesake, or behind the others.</summary>
    public PolicyMap With(PolicyField field)
    {
        bool isNew = Find(field.Name) is null;
        IEnumerable<PolicyField> kept = Fields.Select(other => other.Name == field.Name ? field : other);
        return this with { Fields = (isNew ? kept.Append(field) : kept).ToValueList() };
    }

    public PolicyMap Without(string name) =>
        this with { Fields = Fields.Where(field => field.Name != name).ToValueList() };
}

public sealed record PolicyList(PolicyPlace Place, ValueList<PolicyNode> Items) : PolicyNode(Place);

/// <summary>A value.</summary>
/// <param name="Place">Where it begins.</param>
/// <param name="Text">Without quotes.</param>
/// <param name="IsQuoted">A text even if it looks like a number.</param>
/// <param name="Comment">What stands behind it on its line: clause and source of a number.</param>
public sealed record PolicyScalar(PolicyPlace Place, string Text, bool IsQuoted, string? Comment) : PolicyNode(Place);

/// <param name="Place">Where its name stands.</param>
public sealed record PolicyField(PolicyPlace Place, string Name, PolicyNode Value);
