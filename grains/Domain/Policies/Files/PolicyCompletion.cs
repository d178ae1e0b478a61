using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Policies.Files;

/// <summary>
/// Brings the file of an earlier version of this software to the fields that policies have now. Sections are completed
/// field by field; items of a list are taken as they are.
/// </summary>
static class PolicyCompletion
{
    /// <param name="file">The file, or a section of it.</param>
    /// <param name="record">The type that it is read as.</param>
    /// <param name="shipped">The same of the shipped policy, which gives what is missing.</param>
    /// <returns>The completed file, and the paths of what was added.</returns>
    public static (PolicyMap Root, ValueList<string> Added) Of(PolicyMap file, Type record, PolicyMap shipped)
    {
        var added = new List<string>();
        return (Section("", file, record, shipped, added), added.ToValueList());
    }

    static PolicyMap Section(string path, PolicyMap section, Type record, PolicyMap? shipped, List<string> added)
    {
        var fields = new List<PolicyField>();
        foreach ((string name, Type type, bool isRequired) in PolicyShape.FieldsOf(record))
        {
            string inner = path.Length == 0 ? name : $"{path}.{name}";
            PolicyNode? given = shipped?.Find(name);
            if (section.Fields.FirstOrDefault(field => field.Name == name) is { } present)
            {
                fields.Add(present.Value is PolicyMap map
                    ? present with { Value = Section(inner, map, type, given as PolicyMap, added) }
                    : present);
            }
            else if (isRequired && given is not null)
            {
                fields.Add(new PolicyField(section.Place, name, given));
                added.Add(inner);
            }
        }

        return section with { Fields = fields.ToValueList() };
    }
}
