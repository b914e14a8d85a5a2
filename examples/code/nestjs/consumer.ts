import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, type MicroserviceOptions, Transport } from '@nestjs/microservices';
import { insert } from '../db.ts';

@Controller()
class Orders {
  @EventPattern('orders')
  async placed(order: { readonly id: string }): Promise<void> {
    await insert(order.id, JSON.stringify(order));
  }
}

@Module({ controllers: [Orders] })
class Shop {}

export async function main(): Promise<void> {
  const shop = await NestFactory.createMicroservice<MicroserviceOptions>(Shop, {
    transport: Transport.KAFKA,
    options: {
      client: { clientId: 'shop', brokers: ['kafka:9092'] },
      consumer: { groupId: 'shop' },
      subscribe: { fromBeginning: true },
    },
  });
  shop.enableShutdownHooks();
  await shop.listen();
}
