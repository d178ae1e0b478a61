using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Qianliyan.Api.Ingestion;

namespace Qianliyan.Api.Transcoding;

/// <summary>
/// Compares names and values of an HTTP request with the fields of its message. What transcoding says of them names no
/// field, and a misspelt condition it passes over, so that a list comes back whole.
/// </summary>
static class FieldCheck
{
    /// <summary>What is wrong with a query parameter such as <c>boundingBox.west</c>; null when nothing is.</summary>
    public static FieldFault? Query(MessageDescriptor message, string path, IEnumerable<string?> values)
    {
        FieldDescriptor? field = null;
        MessageDescriptor? within = message;
        foreach (string name in path.Split('.'))
        {
            field = within is null ? null : Find(within, name);
            if (field is null)
                return new FieldFault(path, string.Join(',', values), $"is not read: {message.Name} has no such field");
            within = MessageOf(field);
        }

        if (within is not null)
            return new FieldFault(path, string.Join(',', values), "is given by its fields, not as a whole");
        return values.Select((value, index) => Scalar(field!, PlaceOf(field!, index), value ?? ""))
            .FirstOrDefault(fault => fault is not null);
    }

    /// <summary>What is wrong with a JSON object; null when nothing is.</summary>
    /// <param name="path">Path of the object; empty for the request itself.</param>
    public static FieldFault? Body(MessageDescriptor message, string path, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return new FieldFault(path, json.ToString(), $"is not a JSON object with the fields of {message.Name}");
        foreach (JsonProperty property in json.EnumerateObject())
        {
            string place = path.Length > 0 ? $"{path}." : "";
            if (Find(message, property.Name) is not { } field)
            {
                return new FieldFault(
                    place + property.Name, property.Value.ToString(), $"is not read: {message.Name} has no such field");
            }

            if (Value(field, place + field.Name, property.Value) is { } fault)
                return fault;
        }

        return null;
    }

    /// <summary>What a query parameter says otherwise than the path of the URL; null when nothing.</summary>
    /// <param name="given">Fields and values of the path.</param>
    public static FieldFault? Other(
        MessageDescriptor message, string name, IEnumerable<string?> values, (string Field, string Value)[] given)
    {
        string path = PathOf(message, name);
        return given.Where(each => each.Field == path)
            .SelectMany(each => values.Select(value => Other(each.Field, value ?? "", each.Value)))
            .FirstOrDefault(fault => fault is not null);
    }

    /// <summary>
    /// What the fields of a sound JSON object say otherwise than the path of the URL, which transcoding would take
    /// without a word; null when nothing.
    /// </summary>
    /// <param name="message">Of the object.</param>
    /// <param name="path">Path of the object; empty for the request itself.</param>
    /// <param name="json">The object.</param>
    /// <param name="given">Fields and values of the path of the URL.</param>
    public static FieldFault? Other(
        MessageDescriptor message, string path, JsonElement json, (string Field, string Value)[] given)
    {
        foreach (JsonProperty property in json.EnumerateObject())
        {
            FieldDescriptor field = Find(message, property.Name)!;
            string place = path.Length > 0 ? $"{path}.{field.Name}" : field.Name;
            FieldFault? fault = property.Value.ValueKind == JsonValueKind.Object && MessageOf(field) is { } inner
                ? Other(inner, place, property.Value, given)
                : property.Value.ValueKind == JsonValueKind.String
                ? given.Where(each => each.Field == place)
                    .Select(each => Other(place, property.Value.GetString()!, each.Value)).FirstOrDefault()
                : null;
            if (fault is not null)
                return fault;
        }

        return null;
    }

    /// <summary>An empty text is what nothing said is.</summary>
    static FieldFault? Other(string path, string said, string given) => said.Length == 0 || said == given
        ? null
        : new FieldFault(path, said, $"is not {given}, which the URL names");

    /// <summary>The names of the fields in the .proto of a path of either names.</summary>
    static string PathOf(MessageDescriptor message, string path)
    {
        var names = new List<string>();
        MessageDescriptor? within = message;
        foreach (string name in path.Split('.'))
        {
            FieldDescriptor? field = within is null ? null : Find(within, name);
            names.Add(field?.Name ?? name);
            within = field is null ? null : MessageOf(field);
        }

        return string.Join('.', names);
    }

    static FieldFault? Value(FieldDescriptor field, string path, JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Null)
            return null;
        if (!field.IsRepeated)
            return Single(field, path, json);
        if (json.ValueKind != JsonValueKind.Array)
            return new FieldFault(path, json.ToString(), "is not a JSON array");
        return json.EnumerateArray().Select((item, index) => Single(field, $"{path}[{index}]", item))
            .FirstOrDefault(fault => fault is not null);
    }

    static FieldFault? Single(FieldDescriptor field, string path, JsonElement json)
    {
        if (MessageOf(field) is { } message)
            return Body(message, path, json);
        bool isText = field.FieldType is FieldType.String or FieldType.Bytes || json.ValueKind == JsonValueKind.String;
        return isText && json.ValueKind != JsonValueKind.String
            ? new FieldFault(path, json.ToString(), "is not a JSON string")
            : Scalar(field, path, json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText());
    }

    static FieldFault? Scalar(FieldDescriptor field, string path, string text)
    {
        const NumberStyles whole = NumberStyles.AllowLeadingSign;
        CultureInfo culture = CultureInfo.InvariantCulture;
        string? reason = field.FieldType switch
        {
            FieldType.Bool => text is "true" or "false" ? null : "is not true or false",
            FieldType.Int32 => int.TryParse(text, whole, culture, out _) ? null : "is not a whole number",
            FieldType.Int64 => long.TryParse(text, whole, culture, out _) ? null : "is not a whole number",
            FieldType.Double => double.TryParse(text, culture, out _) ? null : "is not a number",
            FieldType.Enum => IsOf(field.EnumType, text) ? null : $"is not a value of {field.EnumType.Name}",
            FieldType.Message => IsTimestamp(text) ? null : "is not a time such as 2026-01-31T08:00:00Z",
            _ => null,
        };
        return reason is null ? null : new FieldFault(path, text, reason);
    }

    /// <summary>Null for a scalar and for a time, which JSON writes as text.</summary>
    static MessageDescriptor? MessageOf(FieldDescriptor field) =>
        field.FieldType == FieldType.Message && field.MessageType.FullName != Timestamp.Descriptor.FullName
            ? field.MessageType
            : null;

    static string PlaceOf(FieldDescriptor field, int index) => field.IsRepeated ? $"{field.Name}[{index}]" : field.Name;

    static FieldDescriptor? Find(MessageDescriptor message, string name) =>
        message.Fields.InDeclarationOrder().FirstOrDefault(field => field.JsonName == name || field.Name == name);

    static bool IsOf(EnumDescriptor type, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? type.FindValueByNumber(number) is not null
            : type.FindValueByName(text) is not null;

    static bool IsTimestamp(string text)
    {
        try
        {
            JsonParser.Default.Parse<Timestamp>($"\"{JsonEncodedText.Encode(text)}\"");
            return true;
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }
}
