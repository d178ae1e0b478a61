using System.Text.RegularExpressions;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Policies.Files;

/// <summary>A factor that a policy file names.</summary>
/// <param name="Node">Where.</param>
/// <param name="Path">Its field, such as <c>limits[2].factor</c>.</param>
/// <param name="Factor">Its code.</param>
public sealed partial record NamedFactor(PolicyScalar Node, string Path, FactorCode Factor)
{
    /// <summary>
    /// The factors of a policy and of what it extends, in the order of the file. Words of devices are none, nor are the
    /// first characters that the codes of numbered devices have in common.
    /// </summary>
    public static IEnumerable<NamedFactor> In(PolicyDocument document) => In(typeof(Policy), document.Root, "");

    static IEnumerable<NamedFactor> In(Type type, PolicyNode node, string path)
    {
        Type inner = Nullable.GetUnderlyingType(type) ?? type;
        return node switch
        {
            PolicyScalar scalar when inner == typeof(FactorCode) && Form().IsMatch(scalar.Text) =>
                [new NamedFactor(scalar, path, FactorCode.Parse(scalar.Text))],
            PolicyList list when PolicyValue.ItemOf(inner) is { } item =>
                list.Items.SelectMany((each, i) => In(item, each, $"{path}[{i}]")),
            PolicyMap map => InFields(inner, map, path.Length > 0 ? $"{path}." : ""),
            _ => [],
        };
    }

    static IEnumerable<NamedFactor> InFields(Type record, PolicyMap map, string prefix)
    {
        Dictionary<string, Type> types =
            PolicyShape.FieldsOf(record).ToDictionary(field => field.Name, field => field.Type);
        return map.Fields.Where(field => types.ContainsKey(field.Name))
            .SelectMany(field => In(types[field.Name], field.Value, prefix + field.Name));
    }

    /// <summary>As in <c>policy.schema.json</c>.</summary>
    [GeneratedRegex("^([adegiwI][0-9]{5}|L[A-Za-z0-9]{1,2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
