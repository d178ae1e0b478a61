using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Qianliyan.Abstractions.Operations;

namespace Qianliyan.Gateway;

public static class GatewayHosting
{
    public static IServiceCollection AddDeviceGateway(
        this IServiceCollection services, Action<GatewayOptions> configure)
    {
        services.Configure(configure);
        services.TryAddSingleton<SiloDrain>();
        services.AddSingleton<GatewayInstruments>();
        services.AddSingleton<GatewayServices>();
        services.AddSingleton<DeviceConnectionHandler>();
        services.AddHostedService<IdleSweep>();
        return services;
    }

    /// <summary>Listens for devices.</summary>
    public static void ListenForDevices(this KestrelServerOptions kestrel, IPEndPoint endpoint) =>
        kestrel.Listen(endpoint, listen => listen.UseConnectionHandler<DeviceConnectionHandler>());
}
