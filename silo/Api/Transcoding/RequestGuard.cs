using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Qianliyan.Api.Ingestion;
using HttpRequest = Microsoft.AspNetCore.Http.HttpRequest;

namespace Qianliyan.Api.Transcoding;

/// <summary>Refuses HTTP requests that do not fit their message, with an error that names field and value.</summary>
static class RequestGuard
{
    static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default
        .WithTypeRegistry(TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor)));

    public static async Task Check(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>() is { } method
            && await FaultOf(context.Request, method) is { } fault)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.WriteAsync(Formatter.Format(fault.ToStatus()), context.RequestAborted);
            return;
        }

        await next(context);
    }

    static async ValueTask<FieldFault?> FaultOf(HttpRequest request, GrpcJsonTranscodingMetadata method)
    {
        MessageDescriptor message = method.MethodDescriptor.InputType;
        (string Field, string Value)[] given = [.. PathFields.Of(method.HttpRule).In(request.Path.Value ?? "")];
        foreach ((string name, StringValues values) in request.Query)
        {
            if (FieldCheck.Query(message, name, values) is { } fault)
                return fault;
            if (FieldCheck.Other(message, name, values, given) is { } other)
                return other;
        }

        string body = method.HttpRule.Body;
        if (body.Length == 0 || !request.HasJsonContentType())
            return null;
        return body == "*"
            ? await FaultOfBody(request, message, "", given)
            : await FaultOfBody(request, message.FindFieldByName(body).MessageType, body, given);
    }

    /// <summary>Null also for a body that is not JSON: of that transcoding says enough.</summary>
    static async ValueTask<FieldFault?> FaultOfBody(
        HttpRequest request, MessageDescriptor message, string path, (string Field, string Value)[] given)
    {
        request.EnableBuffering();
        try
        {
            using JsonDocument json = await JsonDocument.ParseAsync(
                request.Body, cancellationToken: request.HttpContext.RequestAborted);
            return FieldCheck.Body(message, path, json.RootElement)
                ?? FieldCheck.Other(message, path, json.RootElement, given);
        }
        catch (JsonException)
        {
            return null;
        }
        finally
        {
            request.Body.Position = 0;
        }
    }
}
