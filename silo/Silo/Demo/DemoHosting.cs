namespace Qianliyan.Silo.Demo;

static class DemoHosting
{
    public static IServiceCollection AddDemo(this IServiceCollection services)
    {
        services.AddSingleton<DemoCity>();
        services.AddHostedService<DemoService>();
        return services;
    }
}
