using System.Reflection;
using System.Runtime.CompilerServices;
using Newtonsoft.Json.Linq;
using Qianliyan.Domain.Measurements;
using YamlDotNet.Serialization.NamingConventions;

namespace Qianliyan.Domain.Policies.Files;

/// <summary>
/// The schema that follows from a record alone: its fields, which of them are required, and their types. It serves the
/// sections that <c>policy.schema.json</c> does not narrow further.
/// </summary>
static class PolicyShape
{
    public static JObject Of(Type type)
    {
        Type inner = Nullable.GetUnderlyingType(type) ?? type;
        if (inner.IsEnum)
            return new JObject { ["enum"] = new JArray(PolicyValue.ChoicesOf(inner)) };
        if (PolicyValue.ItemOf(inner) is { } item)
            return new JObject { ["type"] = "array", ["items"] = Of(item) };
        if (inner == typeof(int) || inner == typeof(long))
            return new JObject { ["type"] = "integer" };
        if (inner == typeof(decimal) || inner == typeof(Exact))
            return new JObject { ["type"] = "number" };
        if (inner == typeof(bool))
            return new JObject { ["type"] = "boolean" };
        if (inner == typeof(string) || inner == typeof(DateOnly))
            return new JObject { ["type"] = "string" };
        return PolicyValue.IsRead(inner) ? new JObject { ["type"] = new JArray("string", "number") } : OfRecord(inner);
    }

    /// <summary>The fields of a section as files write them.</summary>
    public static IEnumerable<(string Name, Type Type, bool IsRequired)> FieldsOf(Type record) =>
        from property in record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.CanWrite
        select (
            CamelCaseNamingConvention.Instance.Apply(property.Name), property.PropertyType,
            property.IsDefined(typeof(RequiredMemberAttribute)));

    static JObject OfRecord(Type record)
    {
        var fields = new JObject();
        var required = new JArray();
        foreach ((string name, Type type, bool isRequired) in FieldsOf(record))
        {
            fields[name] = Of(type);
            if (isRequired)
                required.Add(name);
        }

        return new JObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = required,
            ["properties"] = fields,
        };
    }
}
