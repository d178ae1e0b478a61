using Google.Protobuf.Reflection;
using Grpc.Core;
using Qianliyan.V1;

namespace Qianliyan.Api;

/// <summary>
/// Binds TwinService as the generated code does, except that a message which was written already goes out as its bytes.
/// </summary>
/// <remarks>
/// The frameworks that bind find both members by their names; the second parameter tells them the base class.
/// </remarks>
static class TwinBinding
{
    public static ServiceDescriptor Descriptor => V1.TwinService.Descriptor;

    public static void BindService(ServiceBinderBase binder, V1.TwinService.TwinServiceBase? service) =>
        V1.TwinService.BindService(new Binder(binder), service);

    sealed class Binder(ServiceBinderBase inner) : ServiceBinderBase
    {
        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
            inner.AddMethod(
                typeof(IPreEncoded).IsAssignableFrom(typeof(TResponse)) ? PreEncoded(method) : method, handler!);

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) =>
            inner.AddMethod(method, handler!);

        static Method<TRequest, TResponse> PreEncoded<TRequest, TResponse>(Method<TRequest, TResponse> method)
        {
            Marshaller<TResponse> usual = method.ResponseMarshaller;
            var marshaller = new Marshaller<TResponse>(
                (message, context) =>
                {
                    if (message is IPreEncoded { Bytes: { } bytes })
                        context.Complete(bytes);
                    else
                        usual.ContextualSerializer(message, context);
                },
                usual.ContextualDeserializer);
            return new Method<TRequest, TResponse>(
                method.Type, method.ServiceName, method.Name, method.RequestMarshaller, marshaller);
        }
    }
}
