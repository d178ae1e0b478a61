using Google.Api;
using Google.Protobuf.Reflection;
using Microsoft.OpenApi;

namespace Qianliyan.Api.OpenApi;

/// <summary>
/// The OpenAPI document of the JSON form of the API, made of the same protos: every google.api.http rule is an
/// operation, every comment a description.
/// </summary>
sealed class OpenApiDocumentBuilder
{
    const string Json = "application/json";

    readonly ProtoCatalog _protos;
    readonly SchemaWriter _schemas;

    readonly OpenApiDocument _document = new()
    {
        Info = new OpenApiInfo
        {
            Title = "Qianliyan",
            Version = "v1",
            Description = "Live digital twin of environmental enforcement: the JSON form of the gRPC API qianliyan.v1. "
                + "64-bit integers are strings, times are RFC 3339 in UTC, measured values are exact decimals as text.",
        },
        Paths = [],
        Components = new OpenApiComponents { Schemas = new Dictionary<string, IOpenApiSchema>() },
        Tags = new HashSet<OpenApiTag>(),
    };

    OpenApiDocumentBuilder(ProtoCatalog protos) => (_protos, _schemas) = (protos, new SchemaWriter(protos, _document));

    public static OpenApiDocument Build(ProtoCatalog protos) => new OpenApiDocumentBuilder(protos).Build();

    OpenApiDocument Build()
    {
        foreach (ServiceDescriptorProto service in _protos.Services)
        {
            foreach (MethodDescriptorProto method in service.Method)
            {
                if (method.Options?.GetExtension(AnnotationsExtensions.Http) is { } rule)
                    Add(service.Name, method, [.. HttpBinding.Of(rule)]);
            }
        }

        return _document;
    }

    void Add(string service, MethodDescriptorProto method, HttpBinding[] bindings)
    {
        _document.Tags!.Add(new OpenApiTag { Name = service, Description = _protos.CommentOf(service) });
        for (int i = 0; i < bindings.Length; i++)
        {
            HttpBinding binding = bindings[i];
            var operation = new OpenApiOperation
            {
                OperationId = i == 0 ? $"{service}_{method.Name}" : $"{service}_{method.Name}_{i + 1}",
                Description = _protos.CommentOf(service, method.Name),
                Tags = new HashSet<OpenApiTagReference> { new(service, _document) },
                Parameters = [.. ParametersOf(method, binding)],
                RequestBody = BodyOf(method, binding),
                Responses = ResponsesOf(method),
            };
            if (!_document.Paths.TryGetValue(binding.Path, out IOpenApiPathItem? item))
                _document.Paths[binding.Path] = item = new OpenApiPathItem { Operations = [] };
            item.Operations!.Add(new HttpMethod(binding.Verb), operation);
        }
    }

    IEnumerable<IOpenApiParameter> ParametersOf(MethodDescriptorProto method, HttpBinding binding)
    {
        foreach (string name in binding.PathParameters)
        {
            yield return new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Path,
                Required = true,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };
        }

        if (binding.Body == "*")
            yield break;
        IEnumerable<FieldDescriptorProto> rest = _protos.Messages[method.InputType].Field
            .Where(field => !binding.BoundFields.Contains(field.Name) && field.Name != binding.Body);
        foreach (IOpenApiParameter parameter in rest.SelectMany(field => QueryOf(method.InputType, field, "")))
            yield return parameter;
    }

    /// <summary>Fields of a nested message are parameters of their own: <c>boundingBox.west</c>.</summary>
    IEnumerable<IOpenApiParameter> QueryOf(string message, FieldDescriptorProto field, string prefix)
    {
        if (_protos.Messages.TryGetValue(field.TypeName, out DescriptorProto? nested))
            return nested.Field.SelectMany(inner => QueryOf(field.TypeName, inner, $"{prefix}{field.JsonName}."));
        return
        [
            new OpenApiParameter
            {
                Name = prefix + field.JsonName,
                In = ParameterLocation.Query,
                Description = _protos.CommentOf(message, field.Name),
                Schema = _schemas.OfField(field),
            },
        ];
    }

    OpenApiRequestBody? BodyOf(MethodDescriptorProto method, HttpBinding binding)
    {
        if (binding.Body.Length == 0)
            return null;
        IOpenApiSchema schema = binding.Body == "*"
            ? _schemas.OfMessage(method.InputType)
            : _schemas.OfField(_protos.Messages[method.InputType].Field.Single(field => field.Name == binding.Body));
        return new OpenApiRequestBody { Required = true, Content = ContentOf(schema) };
    }

    OpenApiResponses ResponsesOf(MethodDescriptorProto method) => new()
    {
        ["200"] = new OpenApiResponse
        {
            Description = method.ServerStreaming ? "One JSON object per line, as they come." : "OK",
            Content = ContentOf(_schemas.OfMessage(method.OutputType)),
        },
        ["default"] = new OpenApiResponse { Description = "An error.", Content = ContentOf(_schemas.OfError()) },
    };

    static Dictionary<string, OpenApiMediaType> ContentOf(IOpenApiSchema schema) =>
        new() { [Json] = new OpenApiMediaType { Schema = schema } };
}
