using System.Text.Json.Nodes;
using Google.Api;
using Google.Protobuf.Reflection;
using Microsoft.OpenApi;
using FieldType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace Qianliyan.Api.OpenApi;

/// <summary>JSON schemas of messages, as the JSON mapping of proto3 writes them; 64-bit integers are strings.</summary>
sealed class SchemaWriter(ProtoCatalog protos, OpenApiDocument document)
{
    const string Status = ".google.rpc.Status";

    public IOpenApiSchema OfMessage(string typeName) => typeName switch
    {
        ".google.protobuf.Timestamp" => Text("date-time"),
        ".google.protobuf.Any" =>
            new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalPropertiesAllowed = true },
        _ => Reference(typeName),
    };

    public IOpenApiSchema OfError() => Reference(Status);

    public IOpenApiSchema OfField(FieldDescriptorProto field)
    {
        IOpenApiSchema single = field.Type switch
        {
            FieldType.String => Text(null),
            FieldType.Bytes => Text("byte"),
            FieldType.Bool => new OpenApiSchema { Type = JsonSchemaType.Boolean },
            FieldType.Int32 or FieldType.Sint32 or FieldType.Uint32 =>
                new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
            FieldType.Int64 or FieldType.Sint64 => Text("int64"),
            FieldType.Uint64 => Text("uint64"),
            FieldType.Double => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "double" },
            FieldType.Enum => Reference(field.TypeName),
            FieldType.Message => OfMessage(field.TypeName),
            _ => throw new InvalidOperationException($"No schema shows {field.Name}, which is a {field.Type}."),
        };
        return field.Label == FieldDescriptorProto.Types.Label.Repeated
            ? ListOf(single)
            : single;
    }

    OpenApiSchemaReference Reference(string typeName)
    {
        string name = typeName[(typeName.LastIndexOf('.') + 1)..];
        IDictionary<string, IOpenApiSchema> schemas = document.Components!.Schemas!;
        if (schemas.TryAdd(name, new OpenApiSchema()))
            document.AddComponent(name, schemas[name] = Create(typeName));
        return new OpenApiSchemaReference(name, document);
    }

    OpenApiSchema Create(string typeName)
    {
        if (protos.Enums.TryGetValue(typeName, out EnumDescriptorProto? type))
            return OfEnum(typeName, type);
        return typeName switch
        {
            Status => Object(
                "The error model of google.rpc: https://cloud.google.com/apis/design/errors.",
                ("code", new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" }),
                ("message", Text(null)),
                ("details", ListOf(OfMessage(".google.protobuf.Any")))),
            ".google.type.LatLng" => Object(
                "A position in degrees, WGS 84.",
                ("latitude", new OpenApiSchema { Type = JsonSchemaType.Number, Format = "double" }),
                ("longitude", new OpenApiSchema { Type = JsonSchemaType.Number, Format = "double" })),
            _ => OfMessage(typeName, protos.Messages[typeName]),
        };
    }

    OpenApiSchema OfMessage(string typeName, DescriptorProto message)
    {
        OpenApiSchema schema = Object(protos.CommentOf(typeName));
        foreach (FieldDescriptorProto field in message.Field)
        {
            string comment = protos.CommentOf(typeName, field.Name);
            schema.Properties![field.JsonName] = Described(OfField(field), comment, IsOutput(field));
            if (Behaviors(field).Contains(FieldBehavior.Required))
                (schema.Required ??= new HashSet<string>()).Add(field.JsonName);
        }

        return schema;
    }

    OpenApiSchema OfEnum(string typeName, EnumDescriptorProto type)
    {
        IEnumerable<string> lines =
            type.Value.Select(value => $"- {value.Name}: {protos.CommentOf(typeName, value.Name)}");
        return new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Description = $"{protos.CommentOf(typeName)}\n\n{string.Join('\n', lines)}",
            Enum = [.. type.Value.Select(value => (JsonNode)JsonValue.Create(value.Name))],
        };
    }

    /// <summary>A reference cannot carry a description of its own in OpenAPI 3.0, so it is wrapped.</summary>
    static OpenApiSchema Described(IOpenApiSchema schema, string description, bool isReadOnly)
    {
        OpenApiSchema described = schema as OpenApiSchema ?? new OpenApiSchema { AllOf = [schema] };
        described.Description = description;
        described.ReadOnly = isReadOnly;
        return described;
    }

    static OpenApiSchema Object(
        string description, params ReadOnlySpan<(string Name, IOpenApiSchema Schema)> properties)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = description,
            Properties = new Dictionary<string, IOpenApiSchema>(),
        };
        foreach ((string name, IOpenApiSchema property) in properties)
            schema.Properties[name] = property;
        return schema;
    }

    static OpenApiSchema ListOf(IOpenApiSchema items) => new() { Type = JsonSchemaType.Array, Items = items };

    static OpenApiSchema Text(string? format) => new() { Type = JsonSchemaType.String, Format = format };

    static bool IsOutput(FieldDescriptorProto field) => Behaviors(field).Contains(FieldBehavior.OutputOnly);

    static IReadOnlyList<FieldBehavior> Behaviors(FieldDescriptorProto field) =>
        field.Options?.GetExtension(FieldBehaviorExtensions.FieldBehavior) is { } behaviors ? [.. behaviors] : [];
}
