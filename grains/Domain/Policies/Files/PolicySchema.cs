using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Infrastructure;
using NJsonSchema.Validation;

namespace Qianliyan.Domain.Policies.Files;

/// <summary>
/// Holds a policy file against its JSON schema, and says everything that is wrong in words. The schema is the shape of
/// the policy's records, narrowed by <c>policy.schema.json</c> to what makes sense.
/// </summary>
static partial class PolicySchema
{
    static readonly Lazy<JsonSchema> Schema = new(ReadSchema);

    public static IEnumerable<PolicyFault> Faults(PolicyMap file)
    {
        var nodes = new Dictionary<JToken, NodeAt>(ReferenceEqualityComparer.Instance);
        JToken json = Json(file, "", nodes);
        return Schema.Value.Validate(json).SelectMany(Innermost).Select(error => Explain(error, nodes));
    }

    static JToken Json(PolicyNode node, string path, Dictionary<JToken, NodeAt> nodes)
    {
        JToken json;
        switch (node)
        {
            case PolicyMap map:
                var fields = new JObject();
                foreach (PolicyField field in map.Fields)
                {
                    string inner = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
                    var property = new JProperty(field.Name, Json(field.Value, inner, nodes));
                    fields.Add(property);
                    nodes.Add(property, new NodeAt(field.Value, inner));
                }

                json = fields;
                break;
            case PolicyList list:
                json = new JArray(list.Items.Select((item, i) => Json(item, $"{path}[{i}]", nodes)));
                break;
            default:
                json = Json((PolicyScalar)node);
                break;
        }

        nodes.Add(json, new NodeAt(node, path));
        return json;
    }

    /// <summary>The core schema of YAML 1.2: without quotes a value may be a number, a truth value or nothing.</summary>
    static JValue Json(PolicyScalar scalar)
    {
        string text = scalar.Text;
        if (scalar.IsQuoted)
            return new JValue(text);
        if (text is "" or "~" or "null")
            return JValue.CreateNull();
        if (text is "true" or "false")
            return new JValue(text == "true");
        if (!Number().IsMatch(text) || !decimal.TryParse(text, CultureInfo.InvariantCulture, out decimal number))
            return new JValue(text);
        bool isWhole = !text.Contains('.', StringComparison.Ordinal)
            && number is >= long.MinValue and <= long.MaxValue;
        return isWhole ? new JValue((long)number) : new JValue(number);
    }

    static IEnumerable<ValidationError> Innermost(ValidationError error) =>
        error is ChildSchemaValidationError { Kind: ValidationErrorKind.ArrayItemNotValid } items
            ? items.Errors.Values.SelectMany(inner => inner).SelectMany(Innermost)
            : [error];

    static PolicyFault Explain(ValidationError error, Dictionary<JToken, NodeAt> nodes)
    {
        (PolicyNode node, string path) = nodes[error.Token!];
        JsonSchema schema = error.Schema;
        if (error.Kind == ValidationErrorKind.PropertyRequired)
        {
            string missing = path.Length == 0 ? error.Property! : $"{path}.{error.Property}";
            return new PolicyFault(node.Place, missing, "", "is missing");
        }

        string reason = error.Kind switch
        {
            ValidationErrorKind.NoAdditionalPropertiesAllowed =>
                $"is no field here; there are {string.Join(", ", schema.Properties.Keys)}",
            ValidationErrorKind.NotInEnumeration => $"is not one of {string.Join(", ", schema.Enumeration)}",
            ValidationErrorKind.NumberTooSmall when schema.Minimum is { } minimum =>
                string.Create(CultureInfo.InvariantCulture, $"is below {minimum}"),
            ValidationErrorKind.NumberTooSmall =>
                string.Create(CultureInfo.InvariantCulture, $"is not above {schema.ExclusiveMinimum}"),
            ValidationErrorKind.NumberTooBig when schema.Maximum is { } maximum =>
                string.Create(CultureInfo.InvariantCulture, $"is above {maximum}"),
            ValidationErrorKind.NumberTooBig =>
                string.Create(CultureInfo.InvariantCulture, $"is not below {schema.ExclusiveMaximum}"),
            ValidationErrorKind.IntegerExpected => "is not a whole number",
            ValidationErrorKind.NumberExpected => "is not a number",
            ValidationErrorKind.StringExpected => "is not a text; a number that is meant as one needs quotes",
            ValidationErrorKind.BooleanExpected => "is neither true nor false",
            ValidationErrorKind.ArrayExpected => "is not a list",
            ValidationErrorKind.ObjectExpected => "is not a section",
            ValidationErrorKind.NoTypeValidates when schema.Pattern is not null => $"is not {schema.Description}",
            ValidationErrorKind.NoTypeValidates => "is neither a text nor a number",
            ValidationErrorKind.PatternMismatch => $"is not {schema.Description}",
            ValidationErrorKind.DateExpected => "is not a day of the calendar",
            ValidationErrorKind.TooFewItems => "has too few items",
            ValidationErrorKind.ItemsNotUnique => "says an item twice",
            ValidationErrorKind.StringTooShort => "is empty",
            _ => $"breaks the schema ({error.Kind})",
        };
        return PolicyFault.At(node, path, reason);
    }

    static JsonSchema ReadSchema()
    {
        using Stream stream = typeof(PolicySchema).Assembly.GetManifestResourceStream(
            "Qianliyan.Domain.Policies.policy.schema.json")
            ?? throw new InvalidOperationException("The schema of policies is not in the assembly.");
        using var reader = new StreamReader(stream);
        JObject schema = PolicyShape.Of(typeof(Policy));
        schema.Merge(
            JObject.Parse(reader.ReadToEnd()),
            new JsonMergeSettings { MergeArrayHandling = MergeArrayHandling.Replace });
        return JsonSchemaSerialization.FromJson<JsonSchema>(
            schema.ToString(), JsonSchema.CreateJsonSerializerContractResolver(SchemaType.JsonSchema))
            ?? throw new InvalidOperationException("The schema of policies is empty.");
    }

    [GeneratedRegex(@"^[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    readonly record struct NodeAt(PolicyNode Node, string Path);
}
